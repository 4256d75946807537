package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** While no client of Kafka can be made; see {@link TopicManagerIT} for the rest. */
class TopicManagerTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void shouldTellWhyAndTryAgainWhenNoClientCanBeMade() {
    KafkaException refused = new KafkaException("no broker's name resolves");
    SupervisedThreads threads = new SupervisedThreads();
    TopicManager manager =
        new TopicManager(
            "topics",
            () -> {
              throw refused;
            },
            new TopicNeeds(
                name -> true,
                List.of(new TopicSpec("a", 1, 1, Map.of())),
                Map.of(),
                HubTopics.Manage.CREATE,
                false),
            new TopicPace(SHORT, SHORT, SHORT, SHORT),
            found -> {});
    assertThat(manager.failure()).isNull();

    manager.start(threads);

    await().until(() -> threads.restarts("topics") >= 2);
    assertThat(manager.failure()).isSameAs(refused);
    assertThat(manager.answers()).isFalse();
    assertThat(manager.missing()).containsExactly("a");
    manager.requestStop();
    await().until(() -> threads.runningCount() == 0);
  }
}
