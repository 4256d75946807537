package io.heliograph.testkit.reference;

import java.util.List;
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

  /** The list of the service has its own keys and those of the kit, old names too, sorted. */
  @Test
  protected void shouldListExactlyTheKeysOfTheMappingsWhenTheServiceIsPackaged() {
    TreeSet<String> keys =
        Stream.concat(areas().stream(), Mappings.of(KIT, List.of()).stream())
            .flatMap(area -> area.settings().stream())
            .map(Setting::key)
            .collect(Collectors.toCollection(TreeSet::new));
    keys.add(OF_LIBRARIES);
    Stream.of(module, KIT)
        .flatMap(one -> FormerKey.of(one).stream())
        .map(FormerKey::former)
        .forEach(keys::add);
    Committed.of(module + LIST).hold(String.join("\n", keys) + "\n", command());
  }
}
