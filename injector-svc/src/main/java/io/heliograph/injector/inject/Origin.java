package io.heliograph.injector.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.injector.insert.Insert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where the contents of a child are, when that is another source than its own.
 *
 * @param source that has them
 * @param sha256 under which Azul looks for each of them
 * @param streams the child's, which name them
 */
record Origin(String source, String sha256, List<Stream> streams) {
  private static final Logger LOG = Logger.getLogger(Origin.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A data stream. */
  record Stream(String label, String sha256) {}

  /** Empty when they are where the child will be. */
  static Optional<Origin> of(Insert.Parts parts, String childSource) {
    if (parts.originalSource().equals(childSource)) {
      return Optional.empty();
    }
    return Optional.of(
        new Origin(
            parts.originalSource(),
            parts.history().text("sha256"),
            streams(parts.text(parts.child()))));
  }

  /** None when the library refuses what the scan takes: the child goes without contents then. */
  private static List<Stream> streams(String entity) {
    List<Stream> streams = new ArrayList<>();
    try {
      for (JsonNode stream : JSON.readTree(entity).path("datastreams")) {
        streams.add(new Stream(stream.path("label").asText(), stream.path("sha256").asText()));
      }
    } catch (IOException refused) {
      LOG.debugf("contents of a child not copied reason=%s", refused);
    }
    return List.copyOf(streams);
  }
}
