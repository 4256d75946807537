package io.heliograph.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.source.Sources;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
  private static final Sources SOURCES =
      Sources.parse(
          """
          sources:
            keep: {}
            week: {expire_events_after: 7 days, kafka: {numpartitions: 4, config: {retention.ms: 1, segment.bytes: 9}}}
          """);
  private static final Topics TOPICS = new Topics("", SOURCES);

  private static EventHeaders headers(String model, String source, String action, String retryFor) {
    EventHeaders.Builder builder = new EventHeaders.Builder();
    builder.accept(Headers.MODEL, model.getBytes(UTF_8));
    builder.accept(Headers.SOURCE, source.getBytes(UTF_8));
    builder.accept(Headers.ACTION, action.getBytes(UTF_8));
    builder.accept(Headers.RETRY_FOR, retryFor.getBytes(UTF_8));
    return builder.build().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "binary, sourced, '', false, keep.binary.data",
    "binary, extracted, '', false, keep.binary.data",
    "binary, augmented, '', false, keep.binary.data",
    "binary, mapped, '', false, keep.binary",
    "binary, enriched, '', false, keep.binary",
    "binary, sourced, '', true, azul.expedite",
    "binary, sourced, sub, true, azul.error",
    "download, requested, '', false, keep.download",
    "status, sourced, '', false, azul.status",
    "status, sourced, '', true, azul.status",
    "insert, '', '', false, azul.insert",
    "delete, author, '', false, azul.delete",
    "plugin, '', '', false, azul.plugin",
    "retrohunt, submitted, '', false, azul.retrohunt",
  })
  void shouldChooseTheTopicOfAnEvent(
      String model, String action, String retryFor, boolean expedite, String topic) {
    EventHeaders headers = headers(model, "keep", action, retryFor);

    assertThat(TOPICS.choose(headers, expedite)).isEqualTo(topic);
    assertThat(new Topics("test01", SOURCES).choose(headers, expedite))
        .isEqualTo("test01." + topic);
    assertThat(Topics.modelOf("test01." + topic))
        .contains(topic.startsWith("azul.e") ? Model.BINARY : headers.model());
  }

  @Test
  void shouldKnowTheModelOfATopicByItsNameButNotOfTheHubsOwn() {
    assertThat(Topics.modelOf("p.feeds.filescan.data")).contains(new Model.Declared("filescan"));
    assertThat(Topics.modelOf("feeds.observation")).contains(Model.OBSERVATION);
    assertThat(Topics.modelOf("hub.misp")).isEmpty();
    assertThat(Topics.modelOf("p.hub.misp.replay")).isEmpty();
    assertThat(Topics.modelOf("hub.cursors")).isEmpty();
  }

  @Test
  void shouldConsumeTheTopicsThatCanHoldWantedEvents() {
    assertThat(TOPICS.consumed(Model.BINARY, List.of(), List.of()))
        .containsExactly("keep.binary.data", "keep.binary", "week.binary.data", "week.binary");
    assertThat(TOPICS.consumed(Model.BINARY, List.of("week"), List.of("sourced", "extracted")))
        .containsExactly("week.binary.data");
    assertThat(TOPICS.consumed(Model.BINARY, List.of("week", "nowhere"), List.of("mapped")))
        .containsExactly("week.binary");
    assertThat(TOPICS.consumed(Model.BINARY, List.of("keep"), List.of("sourced", "mapped")))
        .containsExactly("keep.binary.data", "keep.binary");
    assertThat(TOPICS.consumed(Model.DOWNLOAD, List.of(), List.of("sourced")))
        .containsExactly("keep.download", "week.download");
    assertThat(TOPICS.consumed(Model.STATUS, List.of("keep"), List.of()))
        .containsExactly("azul.status");
  }

  @Test
  void shouldRequireEveryTopicThatEventsAreSentToOrReadFrom() {
    Map<String, TopicSpec> required = new HashMap<>();
    TOPICS.required().forEach(spec -> required.put(spec.name(), spec));
    Set<String> used =
        new HashSet<>(
            Set.of(
                "azul.expedite",
                "azul.error",
                "hub.cursors",
                "hub.dead-letters",
                "hub.migrations"));
    for (Model model : TOPICS.models()) {
      used.addAll(TOPICS.consumed(model, List.of(), List.of()));
    }

    assertThat(required.keySet()).isEqualTo(used);
    assertThat(required.get("keep.binary").config())
        .isEqualTo(Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
    assertThat(required.get("week.binary.data").config())
        .isEqualTo(
            Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "segment.bytes", "9"));
    assertThat(required.get("week.download").partitions()).isEqualTo(4);
    assertThat(required.get("azul.insert").config()).containsEntry("cleanup.policy", "compact");
    assertThat(required.get("azul.status").config()).containsEntry("retention.ms", "259200000");
    assertThat(required.get("azul.error").config()).containsEntry("retention.ms", "604800000");
    assertThat(required.get("hub.cursors"))
        .isEqualTo(
            new TopicSpec(
                "hub.cursors", 1, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1")));
  }

  @Test
  void shouldPutThePrefixBeforeTheHubsOwnTopics() {
    Topics topics = new Topics("p", SOURCES);

    assertThat(
            List.of(
                topics.cursors(),
                topics.deadLetters(),
                topics.injected(),
                topics.misp(),
                topics.mispRejected(),
                topics.federation(),
                topics.records(),
                topics.recordsHistory(),
                topics.audit()))
        .containsExactly(
            "p.hub.cursors",
            "p.hub.dead-letters",
            "p.hub.injected",
            "p.hub.misp",
            "p.hub.misp.rejected",
            "p.hub.federation",
            "p.hub.records",
            "p.hub.records.history",
            "p.hub.audit");
  }

  @Test
  void shouldKnowTheTopicsOfParentsByTheirNames() {
    Topics prefixed = new Topics("test", Sources.defaults());

    assertThat(prefixed.carriesParents("test.new-source.binary.data")).isTrue();
    assertThat(prefixed.carriesParents("test.azul.expedite")).isTrue();
    assertThat(prefixed.carriesParents("test.azul.error")).isFalse();
    assertThat(prefixed.carriesParents("test.new-source.binary")).isFalse();
    assertThat(prefixed.carriesParents("other.new-source.binary.data")).isFalse();
    assertThat(prefixed.ofInjector())
        .extracting(TopicSpec::name)
        .containsExactly("test.hub.injected");
  }
}
