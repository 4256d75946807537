package io.heliograph.dispatcher.fetch;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A hub with an entity type of its own. */
public final class DeclaredTypes implements QuarkusTestProfile {
  private static final String SOURCES =
      """
      sources:
        testing: {expire_events_after: 7 days}
      entity_types:
        filescan: {id: file.name, actions: [seen, gone], data: true}
      """;

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path file = Files.writeString(Files.createTempFile("sources", ".yaml"), SOURCES);
      file.toFile().deleteOnExit();
      return Map.of("hub.sources.file", file.toString(), "hub.topics.prefix", "declared");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
