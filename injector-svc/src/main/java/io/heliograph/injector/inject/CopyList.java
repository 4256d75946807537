package io.heliograph.injector.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.injector.copy.Copy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The contents that children need in the source of their parent: each data stream by its own hash,
 * and, as the peer does, by the hash of the last step.
 */
final class CopyList {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CopyList() {}

  static Set<Copy> of(List<Planned> children) {
    Set<Copy> copies = new LinkedHashSet<>();
    for (Planned child : children) {
      child
          .origin()
          .filter(origin -> Copy.isSource(origin.source()))
          .ifPresent(origin -> add(copies, child.parent().source(), origin));
    }
    return copies;
  }

  private static void add(Set<Copy> copies, String to, Origin origin) {
    for (JsonNode stream : streams(origin.entity())) {
      String label = stream.path("label").asText();
      for (String sha256 : List.of(stream.path("sha256").asText(), origin.sha256())) {
        if (Copy.isHash(sha256)) {
          copies.add(new Copy(origin.source(), to, label, sha256));
        }
      }
    }
  }

  private static JsonNode streams(String entity) {
    try {
      return JSON.readTree(entity).path("datastreams");
    } catch (IOException corrupt) {
      throw new UncheckedIOException("a child was read before", corrupt);
    }
  }
}
