package io.heliograph.dispatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.state.LogEnds;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class LogEndsTest {
  private static final UUID ID = new UUID(1, 2);
  private static final TopicView.Topic TOPIC = new TopicView.Topic("t", ID, 3);
  private static final long WAIT_MILLIS = 100;

  /** What each partition answers; one that is not here answers never. */
  private final Map<Integer, Long> answers = new HashMap<>(Map.of(0, 10L, 1, 11L, 2, 12L));

  private boolean refused;
  private final LogEnds ends = new LogEnds(new KafkaOffsets(admin()));

  /** Kafka's admin client, of which one call is answered. */
  private Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> found = new HashMap<>();
              for (Object partition : ((Map<?, ?>) arguments[0]).keySet()) {
                found.put(
                    (TopicPartition) partition, answer(((TopicPartition) partition).partition()));
              }
              return new ListOffsetsResult(found);
            });
  }

  private KafkaFuture<ListOffsetsResultInfo> answer(int partition) {
    KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
    Long offset = answers.get(partition);
    if (offset != null) {
      answer.complete(new ListOffsetsResultInfo(offset, -1, Optional.empty()));
    } else if (refused) {
      answer.completeExceptionally(new LeaderNotAvailableException("no leader"));
    }
    return answer;
  }

  private long[] told() {
    return ends.ofTopics(List.of(TOPIC), WAIT_MILLIS)
        .orTimeout(30, TimeUnit.SECONDS)
        .join()
        .get(ID);
  }

  private static PartitionId partition(int number) {
    return new PartitionId("t", ID, number);
  }

  @Test
  void shouldTellTheLastKnownEndOfAPartitionThatDoesNotAnswer() {
    assertThat(told()).containsExactly(10, 11, 12);
    answers.put(0, 20L);
    answers.remove(1);

    assertThat(told()).containsExactly(20, 11, 12);
    refused = true;
    assertThat(told()).containsExactly(20, 11, 12);
  }

  @Test
  void shouldMissNothingOfAPartitionThatNeverAnswered() {
    answers.remove(2);

    assertThat(told()).containsExactly(10, 11, 0);
    ends.heard(partition(2), 7);
    assertThat(told()).containsExactly(10, 11, 7);
  }

  @Test
  void shouldFailWhenNoneAnswers() {
    assertThat(told()).containsExactly(10, 11, 12);
    answers.clear();

    assertThatThrownBy(this::told)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(BusyException.class);
  }

  @Test
  void shouldAnswerEachPartitionForItself() {
    answers.remove(0);

    Map<PartitionId, CompletableFuture<Long>> asked =
        ends.beginnings(List.of(partition(0), partition(1)), WAIT_MILLIS);

    assertThat(asked.get(partition(1)).join()).isEqualTo(11);
    assertThatThrownBy(() -> asked.get(partition(0)).join())
        .isInstanceOf(CompletionException.class);
  }
}
