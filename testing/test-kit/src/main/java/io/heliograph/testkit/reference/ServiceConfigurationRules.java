package io.heliograph.testkit.reference;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The keys that a service lists for the launcher, which refuses others, are those that it reads.
 */
public abstract class ServiceConfigurationRules extends ConfigurationRules {
  private static final String LIST =
      "/src/main/resources/META-INF/heliograph/configuration-keys.txt";

  private static final String FORMER =
      "/src/main/resources/META-INF/heliograph/renamed-keys.properties";

  /** Keys that libraries read, and every service lists. */
  private static final String OF_LIBRARIES = "kafka.*";

  private final String module;

  /**
   * The rules of one service.
   *
   * @param module its folder
   * @param title of its section of the reference
   */
  protected ServiceConfigurationRules(String module, String title) {
    super(module, title);
    this.module = module;
  }

  /** Keys that the service still accepts under a name that they had. */
  private Set<String> formerKeys() {
    Path list = Committed.home().resolve(module + FORMER);
    Properties lines = new Properties();
    if (Files.exists(list)) {
      try (Reader reader = Files.newBufferedReader(list)) {
        lines.load(reader);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return lines.stringPropertyNames();
  }

  /** The list of the service has its own keys, those of the kit and former ones, sorted. */
  @Test
  protected void shouldListExactlyTheKeysOfTheMappingsWhenTheServiceIsPackaged() {
    TreeSet<String> keys =
        Stream.concat(areas().stream(), Mappings.of(KIT, List.of()).stream())
            .flatMap(area -> area.settings().stream())
            .map(Setting::key)
            .collect(Collectors.toCollection(TreeSet::new));
    keys.add(OF_LIBRARIES);
    keys.addAll(formerKeys());
    Committed.of(module + LIST).hold(String.join("\n", keys) + "\n", command());
  }
}
