package io.heliograph.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.source.Sources;
import io.heliograph.migration.Selection.LeftOut;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
  private static final String START = "azul.old.";
  private static final List<String> TOPICS =
      Stream.of(
              "samples.binary.sourced",
              "samples.binary.enriched",
              "incidents.binary.sourced",
              "system.delete",
              "system.error",
              "system.expedite",
              "system.insert",
              "system.retrohunt",
              "system.status",
              "system.report",
              "something.else")
          .map(START::concat)
          .toList();
  private static final Sources SOURCES = Sources.defaults();

  /** The table of docs/protocol/migration.md. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // sources | system | topics | deny | chosen
        "false | false | | | incidents.binary.sourced samples.binary.enriched"
            + " samples.binary.sourced system.delete system.error system.expedite system.insert",
        "true | false | | | incidents.binary.sourced samples.binary.enriched"
            + " samples.binary.sourced",
        "false | true | | | system.delete system.error system.expedite system.insert",
        "false | false | samples.* system.r* | | samples.binary.enriched samples.binary.sourced"
            + " system.retrohunt",
        "true | false | *ed | | incidents.binary.sourced samples.binary.enriched"
            + " samples.binary.sourced",
        "false | true | system.* | | system.delete system.error system.expedite system.insert"
            + " system.retrohunt system.status",
        "false | true | azul.old.system.insert | | system.insert",
        "false | false | | system.* *.enriched | incidents.binary.sourced samples.binary.sourced",
        "true | false | | azul.old.samples.binary.sourced | incidents.binary.sourced"
            + " samples.binary.enriched",
        "false | false | nothing.like.it | | ''",
      })
  void shouldChooseByFlagsPatternsAndDenials(
      boolean sources, boolean system, String topics, String deny, String chosen) {
    Selection selection =
        new Selection(words(topics), words(deny), Selection.INCLUDE_SYSTEM, sources, system);

    Selection.Selected selected = selection.select("old", TOPICS, SOURCES);

    assertThat(selected.chosen().stream().map(SourceTopic::shortName).toList())
        .containsExactlyElementsOf(words(chosen));
    TreeSet<String> all = new TreeSet<>();
    selected.chosen().forEach(topic -> all.add(topic.name()));
    selected.leftOut().forEach(left -> all.add(left.topic()));
    assertThat(all).as("every topic is accounted for").isEqualTo(new TreeSet<>(TOPICS));
  }

  @Test
  void shouldRefuseBothFlagsAtOnce() {
    assertThatThrownBy(
            () -> new Selection(List.of(), List.of(), Selection.INCLUDE_SYSTEM, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("upgrade_sources")
        .hasMessageContaining("upgrade_system");
  }

  @Test
  void shouldSayWhyATopicIsLeftOut() {
    Selection selection =
        new Selection(List.of(), List.of("*.delete"), List.of("delete", "insert"), false, false);

    assertThat(selection.select("old", TOPICS, SOURCES).leftOut())
        .contains(
            new LeftOut(START + "system.delete", "denied"),
            new LeftOut(START + "system.status", "not asked for"),
            new LeftOut(START + "system.report", "not a topic of events"),
            new LeftOut(START + "something.else", "not a name of Azul's"));
  }

  @Test
  void shouldNameSourcesThatTheFileDoesNotKnowUnlessTheirTopicsAreDenied() {
    List<String> topics =
        List.of(
            START + "b.binary.sourced",
            START + "a.binary.mapped",
            START + "a.binary.sourced",
            START + "denied.binary.sourced",
            "azul.other.c.binary.sourced");
    Selection selection =
        new Selection(List.of(), List.of("denied.*"), Selection.INCLUDE_SYSTEM, false, false);

    Selection.Selected selected = selection.select("old", topics, SOURCES);

    assertThat(selected.unknownSources()).containsExactly("a", "b");
    assertThat(selected.chosen()).isEmpty();
    assertThat(selected.leftOut())
        .contains(new LeftOut(START + "b.binary.sourced", "unknown source: b"));
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abc, true",
    "a*c, ac, true",
    "a*c, acb, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "*.binary.*d, x.binary.sourced, true",
    "*a*b*c, xxaxxbxxbxxc, true",
    "*a*b*c, xxaxxcxxb, false",
    "a.c, abc, false",
    "'', '', true",
    "'', a, false",
  })
  void shouldMatchWholeNames(String pattern, String name, boolean matches) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
  }

  private static List<String> words(String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
