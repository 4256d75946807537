package io.heliograph.coordinator.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.AgeOff;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumePipelineTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final AgeOff AGE_OFF =
      new AgeOff(
          Sources.parse(
              """
              sources:
                days:
                  expire_events_after: 2 days
                ever:
                  expire_events_after: "0"
              """),
          () -> NOW);
  private static final Markings MARKINGS = Markings.parse("OFFICIAL; SECRET, SECRET//REL;TOP");
  private static final EventFilter KEEP = (headers, json) -> null;
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private static ConsumePipeline pipeline(int depthMax, String maxSecurity, ConsumerRules rules) {
    return new ConsumePipeline(
        AGE_OFF::isExpired, depthMax, new Clearance(maxSecurity, MARKINGS), rules, KEEP, KEEP);
  }

  private static String rejection(ConsumePipeline pipeline, EventHeaders headers) {
    return pipeline.rejection(headers, EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10, ",
    "10, 11, FilterTooDeep-too_deep",
    "11, 11, ",
    "11, 12, FilterTooDeep-too_deep",
  })
  void shouldRejectWhenThePathIsLongerThanTheLimit(int limit, String depth, String expected) {
    EventHeaders event = Facts.binary().with(Headers.DEPTH, depth).headers();

    assertThat(rejection(pipeline(limit, "", ConsumerRules.NONE), event)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(value = Model.Builtin.class, mode = EnumSource.Mode.EXCLUDE, names = "BINARY")
  void shouldIgnoreTheDepthWhenTheEventIsNoBinary(Model model) {
    EventHeaders event = Facts.of(model).with(Headers.DEPTH, "40").headers();

    assertThat(rejection(pipeline(10, "", ConsumerRules.NONE), event)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "days, -10, PipelineAgeoff-ageoff",
    "days, -3, PipelineAgeoff-ageoff",
    "days, -1, ",
    "days, 1, ",
    "ever, -60, ",
    "unknown, -60, ",
  })
  void shouldRejectWhenTheSourceLetTheEventExpire(String source, int days, String expected) {
    String time = NOW.plus(Duration.ofDays(days)).toString();
    ConsumePipeline pipeline = pipeline(10, "", ConsumerRules.NONE);

    for (Model model : new Model[] {Model.BINARY, Model.STATUS}) {
      EventHeaders event =
          Facts.of(model)
              .with(Headers.SOURCE, source)
              .with(Headers.SOURCE_TIMESTAMP, time)
              .headers();
      assertThat(rejection(pipeline, event)).isEqualTo(expected);
    }
    EventHeaders download =
        Facts.of(Model.DOWNLOAD)
            .with(Headers.SOURCE, source)
            .with(Headers.SOURCE_TIMESTAMP, time)
            .headers();
    assertThat(rejection(pipeline, download)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OFFICIAL, OFFICIAL, true",
    "OFFICIAL, SECRET, false",
    "SECRET, OFFICIAL, true",
    "SECRET, SECRET//REL, false",
    "SECRET//REL, SECRET, false",
    "TOP, SECRET, true",
    "TOP, SECRET//REL, true",
    "TOP, unknown, false",
    "unknown, OFFICIAL, false",
    "unknown, unknown, false",
    "'', TOP, true",
    "OFFICIAL, '', true",
    "'', '', true",
  })
  void shouldCompareTheMarkingWithTheClearance(String clearance, String marking, boolean kept) {
    String expected = kept ? null : "FilterSecurity-max_security";
    ConsumePipeline pipeline = pipeline(10, clearance, ConsumerRules.NONE);

    for (Model model : Model.Builtin.values()) {
      EventHeaders event = Facts.of(model).with(Headers.SECURITY, marking).headers();
      boolean marked = Topics.hasSource(model);
      assertThat(rejection(pipeline, event)).isEqualTo(marked ? expected : null);
    }
  }

  @Test
  void shouldRefuseMarkingsWhenOneHasTwoLevels() {
    assertThatThrownBy(() -> Markings.parse("A;B,A"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A");
  }

  @Test
  void shouldCountTheFirstStageWhenSeveralReject() {
    ConsumerRules rules =
        new ConsumerRules(Set.of("other"), Set.of(), Set.of(), "", Map.of(), 0, 0, false);
    EventFilter deleted = (headers, json) -> "FilterPreviouslyDeleted-deleted";
    EventFilter path = (headers, json) -> PathCompiler.REJECTION;
    ConsumePipeline all =
        new ConsumePipeline(
            headers -> headers.depth() > 30,
            10,
            new Clearance("OFFICIAL", MARKINGS),
            rules,
            deleted,
            path);

    assertThat(rejection(all, event("40", "TOP", "a"))).isEqualTo("PipelineAgeoff-ageoff");
    assertThat(rejection(all, event("20", "TOP", "a"))).isEqualTo("FilterTooDeep-too_deep");
    assertThat(rejection(all, event("1", "TOP", "a"))).isEqualTo("FilterSecurity-max_security");
    assertThat(rejection(all, event("1", "OFFICIAL", "a")))
        .isEqualTo("FilterConsumerRules-reject_source");
    assertThat(rejection(all, event("1", "OFFICIAL", "other")))
        .isEqualTo("FilterPreviouslyDeleted-deleted");
    ConsumePipeline path2 =
        new ConsumePipeline(all.agedOff(), 10, all.clearance(), rules, KEEP, path);
    assertThat(rejection(path2, event("1", "OFFICIAL", "other")))
        .isEqualTo("FilterGjson-reject_filter");
  }

  private static EventHeaders event(String depth, String security, String source) {
    return Facts.binary()
        .with(Headers.DEPTH, depth)
        .with(Headers.SECURITY, security)
        .with(Headers.SOURCE, source)
        .headers();
  }

  @Test
  void shouldRejectByTheEventsKeyWhenItWasDeleted() {
    PurgeSet one = (headers, kafkaKey, json) -> kafkaKey.equals("gone");
    PurgeFilter filter = new PurgeFilter(one);
    EventHeaders headers = Facts.of(Model.PLUGIN).headers();

    assertThat(filter.rejection(headers, plugin("gone")))
        .isEqualTo("FilterPreviouslyDeleted-deleted");
    assertThat(filter.rejection(headers, plugin("here"))).isNull();
    assertThat(filter.rejection(headers, "[".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("FilterPreviouslyDeleted-error");
    assertThat(new PurgeFilter(PurgeSet.NONE).rejection(headers, plugin("gone"))).isNull();
  }

  private static byte[] plugin(String key) {
    String json =
        """
        {"model_version":6,"kafka_key":"%s","timestamp":"2026-11-25T12:00:00Z",
         "author":{"name":"a"},"entity":{"name":"a"}}"""
            .formatted(key);
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
