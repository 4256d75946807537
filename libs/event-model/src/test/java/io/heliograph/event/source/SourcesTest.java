package io.heliograph.event.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
  private static Source expiring(String text) {
    return Sources.parse("sources: {s: {expire_events_after: \"" + text + "\"}}")
        .find("s")
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "7 days, 604800000",
    "1 weeks, 604800000",
    "3 months, 7776000000",
    "2 months, 5184000000",
    "1 years, 31536000000",
    "0, 0",
  })
  void shouldReadAnExpiryWhenItFollowsTheGrammar(String text, long millis) {
    assertThat(expiring(text).expiresAfter().toMillis()).isEqualTo(millis);
    assertThat(expiring(text).expires()).isEqualTo(millis > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "days",
        " 7 days",
        "7 days ",
        "7  days",
        "7 day",
        "7 Days",
        "-7 days",
        "+7 days",
        "7.5 days",
        "seven days",
        "7\\tdays",
        "7 days ago",
        "00000000000000000001 days"
      })
  void shouldRefuseAnExpiryNamingTheSourceWhenItDoesNot(String text) {
    assertThatThrownBy(() -> expiring(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source s: expire_events_after");
  }

  @Test
  void shouldReadTheKafkaSettingsOfASource() {
    Source source =
        Sources.parse(
                """
                sources:
                  s:
                    description: some
                    kafka: {numpartitions: 3, replicationfactor: 2, config: {segment.bytes: 1024}}
                    references: [{name: user, required: true}]
                """)
            .find("s")
            .orElseThrow();

    assertThat(source.partitions()).isEqualTo(3);
    assertThat(source.replicationFactor()).isEqualTo(2);
    assertThat(source.config()).isEqualTo(Map.of("segment.bytes", "1024"));
    assertThat(source.description()).isEqualTo("some");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sources: [a]",
        "sources: {a.b: {}}",
        "sources: {azul: {}}",
        "sources: {s: {kafka: {numpartitions: many}}}",
        "sources: {s: {kafka: {config: [1]}}}",
        "sources: {s: {}, s: {}}",
        "sources: {s: !!java.net.URL [\"http://127.0.0.1\"]}",
        "]",
        "entity_types: {binary: {id: a, actions: [x]}}",
        "entity_types: {scrape: {actions: [x]}}",
        "entity_types: {scrape: {id: a}}",
        "entity_types: {scrape: {id: a, actions: [x], data: maybe}}",
      })
  void shouldRefuseTheFileWhenARuleIsBroken(String yaml) {
    assertThatThrownBy(() -> Sources.parse(yaml)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadDeclaredEntityTypes() {
    Sources sources =
        Sources.parse(
            "entity_types: {scrape: {id: page.url, actions: [fetched, failed], data: true}}");

    assertThat(sources.entityType("scrape"))
        .contains(new EntityType("scrape", "page.url", List.of("fetched", "failed"), true));
    assertThat(sources.entityTypes()).hasSize(1);
    assertThat(sources.all()).isEmpty();
  }

  @Test
  void shouldDeclareTheSourcesOfTheContractByDefault() {
    assertThat(Sources.defaults().all())
        .extracting(Source::id)
        .containsExactly(
            "testing", "samples", "incidents", "reporting", "tasking", "virustotal", "watch");
  }
}
