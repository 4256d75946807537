package io.heliograph.dispatcher.eventinfo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.TopicView.Topic;
import io.heliograph.event.Headers;
import io.heliograph.testkit.TestHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A search keeps little of what it reads, and ends, however often its event is there. */
class BackwardSearchTest {
  private static final Topic ERRORS = new Topic("azul.error", new UUID(7, 7), 1);
  private static final TopicPartition PARTITION = new TopicPartition(ERRORS.name(), 0);
  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final int POLLED = 100;

  private final MockConsumer<byte[], Boolean> consumer = new MockConsumer<>("none");

  /** The search of a partition that has so many retries of the event, and one record of it. */
  private Search search(int retries, long recordsMax) {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, retries + 1L));
    consumer.setMaxPollRecords(POLLED);
    consumer.schedulePollTask(
        () -> {
          for (int offset = 0; offset <= retries; offset++) {
            consumer.addRecord(record(offset, offset > 0));
          }
        });
    BackwardSearch search =
        new BackwardSearch(
            consumer, KEY, recordsMax, System.nanoTime() + TimeUnit.MINUTES.toNanos(5));
    search.run(List.of(ERRORS), partitions -> Set.of(0), false);
    return search.result();
  }

  private static ConsumerRecord<byte[], Boolean> record(long offset, boolean retry) {
    return new ConsumerRecord<>(
        ERRORS.name(),
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        1,
        1,
        KEY,
        Boolean.TRUE,
        retry
            ? TestHeaders.of(Headers.MODEL, "binary", Headers.RETRY_FOR, "plugin-1")
            : TestHeaders.of(Headers.MODEL, "binary"),
        Optional.empty());
  }

  @Test
  void shouldFindAllWhenTheyAreFew() {
    Search found = search(40, 1_000_000);

    assertThat(found.complete()).isTrue();
    assertThat(found.events()).hasSize(41);
  }

  @Test
  void shouldEndWhenItHasFoundManyAndSayThatThereMayBeMore() {
    Search found = search(5_000, 1_000_000);

    assertThat(found.complete()).isFalse();
    assertThat(found.events()).hasSizeBetween(1_000, 1_000 + POLLED);
    assertThat(found.recordsSeen()).isLessThan(2_000);
  }

  @Test
  void shouldEndWhenItHasLookedAtMany() {
    Search found = search(900, 300);

    assertThat(found.complete()).isFalse();
    assertThat(found.recordsSeen()).isBetween(300L, 300L + POLLED);
  }
}
