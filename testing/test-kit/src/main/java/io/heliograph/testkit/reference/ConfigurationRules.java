package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/configuration.md} tells operators of the keys of a module is what they do. */
public abstract class ConfigurationRules {
  private static final String REFERENCE = "docs/configuration.md";

  private static final String FORMER_KEYS =
      """
      ### Old names

      They are read for one release, with a warning.

      | old name | now |
      |---|---|
      """;

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
    Committed.of(REFERENCE).holdSection(title, section(areas()) + formerKeys(), command());
  }

  /** Each row of the module's renamed keys leads from what no key is to one that it has. */
  @Test
  protected void shouldLeadToAKeyWhenItIsSetUnderAnOldName() {
    List<String> keys =
        areas().stream().flatMap(area -> area.settings().stream()).map(Setting::key).toList();
    assertThat(FormerKey.of(module))
        .allSatisfy(
            row -> {
              assertThat(keys).as("%s leads to", row.former()).anyMatch(row::leadsTo);
              assertThat(keys).as("the old name").doesNotContain(row.former());
            });
  }

  /** The keys of the module that are not the kit's. */
  final List<Area> areas() {
    return Mappings.of(module, module.equals(KIT) ? List.of() : List.of(KIT));
  }

  private String formerKeys() {
    List<FormerKey> rows = FormerKey.of(module);
    return rows.isEmpty()
        ? ""
        : rows.stream().map(FormerKey::row).collect(Collectors.joining("", FORMER_KEYS, "\n"));
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
