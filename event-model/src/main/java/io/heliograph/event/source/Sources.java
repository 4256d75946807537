package io.heliograph.event.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The declared sources. Immutable. */
public final class Sources {
  private final Map<String, Source> byId;

  private Sources(Map<String, Source> byId) {
    this.byId = Map.copyOf(byId);
  }

  /** The sources of the file that comes with the hub. */
  public static Sources defaults() {
    try (InputStream file = Sources.class.getResourceAsStream("default-sources.yaml")) {
      if (file == null) {
        throw new IllegalStateException("default-sources.yaml is not on the class path");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads a sources file.
   *
   * @throws IllegalArgumentException naming the source, the field and the rule that it breaks
   */
  public static Sources parse(String yaml) {
    Object root;
    try {
      root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (YAMLException malformed) {
      throw new IllegalArgumentException("not YAML: " + malformed.getMessage(), malformed);
    }
    Map<String, Source> sources = new LinkedHashMap<>();
    map("the file", map("the file", root).get("sources"))
        .forEach((id, fields) -> sources.put(id, source(id, map("source " + id, fields))));
    return new Sources(sources);
  }

  private static Source source(String id, Map<String, Object> fields) {
    if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException(
          "source " + id + ": the id must be 1 to 100 letters, digits, _ or -");
    }
    Map<String, Object> kafka = map("source " + id + ": kafka", fields.get("kafka"));
    Map<String, String> config = new TreeMap<>();
    map("source " + id + ": kafka.config", kafka.get("config"))
        .forEach((key, value) -> config.put(key, String.valueOf(value)));
    try {
      return new Source(
          id,
          String.valueOf(fields.getOrDefault("description", "")),
          Expiry.parse(String.valueOf(fields.getOrDefault("expire_events_after", "0"))),
          count(kafka, "numpartitions"),
          count(kafka, "replicationfactor"),
          config);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(
          "source " + id + ": expire_events_after or kafka: " + broken.getMessage(), broken);
    }
  }

  private static int count(Map<String, Object> kafka, String key) {
    Object value = kafka.getOrDefault(key, 0);
    if (value instanceof Integer number && number >= 0) {
      return number;
    }
    throw new IllegalArgumentException(key + " must be a number of 0 or more, but is " + value);
  }

  @SuppressWarnings("unchecked") // every key is checked to be text
  private static Map<String, Object> map(String what, @Nullable Object value) {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException(what + " must be a mapping");
  }

  /** The source of that id. */
  public Optional<Source> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Whether that source is declared. */
  public boolean knows(String id) {
    return byId.containsKey(id);
  }

  /** All sources. */
  public Collection<Source> all() {
    return byId.values();
  }
}
