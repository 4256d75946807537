package io.heliograph.testkit.reference;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/configuration.md} tells operators of the keys of a module is what they do. */
public abstract class ConfigurationRules {
  private static final String REFERENCE = "docs/configuration.md";

  /** The module with the keys that every service has. */
  static final String KIT = "libs/service-kit";

  private final String module;
  private final String title;

  /**
   * The rules of one module.
   *
   * @param module its folder
   * @param title of its section of the reference
   */
  protected ConfigurationRules(String module, String title) {
    this.module = module;
    this.title = title;
  }

  /** The section of the reference is what the sources say. */
  @Test
  protected void shouldDescribeEveryKeyWhenOperatorsReadTheReference() {
    Committed.of(REFERENCE).holdSection(title, section(areas()), command());
  }

  /** The keys of the module that are not the kit's. */
  final List<Area> areas() {
    return Mappings.of(module, module.equals(KIT) ? List.of() : List.of(KIT));
  }

  final String command() {
    return Committed.command(module, getClass());
  }

  private static String section(List<Area> areas) {
    return areas.stream()
        .map(ConfigurationRules::table)
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String table(Area area) {
    return area.settings().stream()
        .map(ConfigurationRules::row)
        .collect(
            Collectors.joining(
                "",
                "### "
                    + area.prefix()
                    + "\n\n"
                    + area.text()
                    + "\n\n| key | type | default | what it does |\n|---|---|---|---|\n",
                ""));
  }

  private static String row(Setting setting) {
    return "| `%s` | %s%s | %s | %s |\n"
        .formatted(
            setting.key(),
            setting.type(),
            setting.secret() ? ", **secret**" : "",
            setting.standard(),
            setting.text());
  }
}
