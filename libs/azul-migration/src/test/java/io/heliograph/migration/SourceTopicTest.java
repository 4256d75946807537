package io.heliograph.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the contract's part 2 section 3, and where they go. */
class SourceTopicTest {
  private static final Topics OURS = new Topics("", Sources.defaults());

  @ParameterizedTest
  @CsvSource({
    "azul.test01.virustotal.binary.sourced, BINARY, virustotal.binary.data",
    "azul.test01.virustotal.binary.extracted, BINARY, virustotal.binary.data",
    "azul.test01.virustotal.binary.augmented, BINARY, virustotal.binary.data",
    "azul.test01.samples.binary.mapped, BINARY, samples.binary",
    "azul.test01.samples.binary.enriched, BINARY, samples.binary",
    "azul.test01.system.expedite, BINARY, azul.expedite",
    "azul.test01.system.error, BINARY, azul.error",
    "azul.test01.system.insert, INSERT, azul.insert",
    "azul.test01.system.delete, DELETE, azul.delete",
    "azul.test01.system.retrohunt, RETROHUNT, azul.retrohunt",
    "azul.test01.system.plugin, PLUGIN, azul.plugin",
    "azul.test01.system.status, STATUS, azul.status",
  })
  void shouldNameItsModelAndOurTopic(String name, Model.Builtin model, String ours) {
    SourceTopic topic = SourceTopic.of("test01", name).orElseThrow();

    assertThat(topic.name()).isEqualTo(name);
    assertThat(topic.model()).contains(model);
    assertThat(topic.into(OURS)).isEqualTo(ours);
  }

  @Test
  void shouldHaveAModelButManySourcesWhenItHoldsDownloads() {
    assertThat(SourceTopic.of("p", "azul.p.system.download").flatMap(SourceTopic::model))
        .contains(Model.DOWNLOAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "scrape", "binary"})
  void shouldHoldNoEventsWhenTheKindIsNoModel(String kind) {
    assertThat(SourceTopic.of("p", "azul.p.system." + kind).orElseThrow().model()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azul.q.system.insert",
        "azul.pp.system.insert",
        "p.system.insert",
        "azul.p.system",
        "azul.p.system.insert.more",
        "azul.p.a.b.binary.sourced",
        "azul.p..binary.sourced",
        "azul.p.samples.download.requested",
        "samples.binary.data",
      })
  void shouldBeNoneOfThePrefixWhenTheNameHasAnotherForm(String name) {
    assertThat(SourceTopic.of("p", name)).isEmpty();
  }

  @Test
  void shouldTellPrefixesWithDotsApart() {
    assertThat(SourceTopic.of("a", "azul.a.b.system.insert")).isEmpty();
    assertThat(SourceTopic.of("a.b", "azul.a.b.system.insert").map(SourceTopic::shortName))
        .contains("system.insert");
  }
}
