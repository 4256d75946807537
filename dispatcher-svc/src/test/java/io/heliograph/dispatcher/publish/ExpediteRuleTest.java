package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import io.heliograph.kit.limit.FairRate;
import io.heliograph.testkit.VirtualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract dispatcher.md part 1 row 34, on a virtual clock. */
class ExpediteRuleTest {
  private static final Topics TOPICS =
      new Topics("hub", Sources.parse("sources:\n  testing: {}\n"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VirtualClock clock = new VirtualClock();
  private final ExpediteRule rule =
      new ExpediteRule(
          TOPICS, new FairRate(new FairRate.Limits(100, 100, 1_000), clock::nanos), registry);

  @Test
  void shouldSendWhatIsTooMuchToItsSourceWhenOneAuthorExpeditesAThousand() {
    List<PreparedEvent> events = Collections.nCopies(1_000, event("greedy", TOPICS.expedite()));

    List<PreparedEvent> sent = rule.within(events);

    assertThat(sent).hasSize(1_000).allMatch(event -> event.json() == events.getFirst().json());
    assertThat(sent.subList(0, 50)).allMatch(event -> event.topic().equals("hub.azul.expedite"));
    assertThat(sent.subList(50, 1_000))
        .allMatch(event -> event.topic().equals("hub.testing.binary.data"));
    assertThat(limited("greedy")).isEqualTo(950);
  }

  @Test
  void shouldExpediteAnotherAuthorsEventWhenOneHasTakenAllItMay() {
    rule.within(Collections.nCopies(1_000, event("greedy", TOPICS.expedite())));

    assertThat(topicOf("other")).isEqualTo("hub.azul.expedite");
    assertThat(topicOf("greedy")).isEqualTo("hub.testing.binary.data");
  }

  @Test
  void shouldExpediteTheRateWhenItIsAskedForAlways() {
    int expedited = 0;
    for (int i = 0; i < 10_000; i++) {
      clock.advance(Duration.ofMillis(1));
      if (topicOf("greedy").endsWith("expedite")) {
        expedited++;
      }
    }

    assertThat(expedited).isBetween(1_000, 1_060);
  }

  @Test
  void shouldTouchNothingWhenEventsAreNotExpedited() {
    List<PreparedEvent> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(event("greedy", TOPICS.error()));
      events.add(event("greedy", "hub.testing.binary.data"));
    }

    assertThat(rule.within(events)).isEqualTo(events);
    assertThat(topicOf("greedy")).isEqualTo("hub.azul.expedite");
  }

  private String topicOf(String author) {
    return rule.within(List.of(event(author, TOPICS.expedite()))).getFirst().topic();
  }

  private double limited(String author) {
    return registry
        .get("hub_publish_expedite_limited_total")
        .tag("plugin", author)
        .functionCounter()
        .count();
  }

  private static PreparedEvent event(String author, String topic) {
    EventHeaders.Builder headers = new EventHeaders.Builder();
    headers.accept("model", "binary".getBytes(UTF_8));
    headers.accept("author", author.getBytes(UTF_8));
    headers.accept("source", "testing".getBytes(UTF_8));
    headers.accept("action", "sourced".getBytes(UTF_8));
    return new PreparedEvent(
        Model.BINARY, "key", "{}".getBytes(UTF_8), headers.build().orElseThrow(), topic);
  }
}
