package io.heliograph.cli.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The configuration keys that some service knows: each service lists its own in {@code
 * META-INF/heliograph/configuration-keys.txt}, a key or a {@code prefix*} per line, {@code #} for
 * remarks. Keys of Quarkus itself are known to every service.
 */
final class KnownKeys {

  private static final String FILE = "META-INF/heliograph/configuration-keys.txt";
  private static final String QUARKUS = "quarkus.*";

  private final Set<String> entries;

  KnownKeys(Set<String> entries) {
    this.entries = new TreeSet<>(entries);
    this.entries.add(QUARKUS);
  }

  /** Reads the lists of the services' sources and of what was built from them. */
  static KnownKeys of(Path home, List<ServiceDefinition> services) {
    Set<String> entries = new TreeSet<>();
    for (ServiceDefinition service : services) {
      Path module = home.resolve(service.module());
      Stream.of(module.resolve("src/main/resources"), module.resolve("target/classes"))
          .map(folder -> folder.resolve(FILE))
          .filter(Files::isRegularFile)
          .forEach(file -> entries.addAll(read(file)));
    }
    return new KnownKeys(entries);
  }

  /**
   * Refuses the first key that none knows.
   *
   * @throws HubException with the nearest known key
   */
  void refuseUnknown(Set<String> keys) {
    for (String key : keys) {
      if (entries.stream().noneMatch(entry -> matches(entry, key))) {
        throw new HubException(
            "--set "
                + key
                + ": no service knows this key"
                + nearest(key).map(known -> "; did you mean " + known + "?").orElse(""));
      }
    }
  }

  private Optional<String> nearest(String key) {
    return entries.stream()
        .filter(entry -> !entry.equals(QUARKUS))
        .min(Comparator.comparingInt(entry -> EditDistance.between(entry, key)));
  }

  private static boolean matches(String entry, String key) {
    return entry.endsWith("*")
        ? key.startsWith(entry.substring(0, entry.length() - 1)) && key.length() >= entry.length()
        : entry.equals(key);
  }

  private static List<String> read(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException failure) {
      throw new HubException("cannot read " + file, failure);
    }
  }
}
