package io.heliograph.dashboard.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.ingest.MispHeaders;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.event.Topics;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The newest refused messages, read from their topic for each request: they are few. One request at
 * a time; another meanwhile is told to come again.
 */
@ApplicationScoped
class RejectedQueries {
  private static final int TOPIC_LENGTH_MAX = 60;
  private static final Duration POLL = Duration.ofMillis(200);

  private final DashboardClients clients;
  private final String topic;
  private final ApiSettings settings;
  private final Semaphore one = new Semaphore(1);

  RejectedQueries(DashboardClients clients, Topics topics, ApiSettings settings) {
    this.clients = clients;
    this.topic = topics.mispRejected();
    this.settings = settings;
  }

  /** Those of the range, the newest first. */
  Table newest(Range range, int count) {
    if (!one.tryAcquire()) {
      throw new ProblemException(
          CommonError.BUSY, "another request reads the refused messages now");
    }
    List<ConsumerRecord<byte[], byte[]>> records;
    try {
      records = read();
    } catch (KafkaException away) {
      throw new ProblemException(
          CommonError.UNAVAILABLE, "the refused messages cannot be read now");
    } finally {
      one.release();
    }
    Table table =
        new Table("time", "feed", "reason", "detail", "outcome", "topic", "bytes", "place");
    for (ConsumerRecord<byte[], byte[]> record : records.reversed()) {
      Instant time = Instant.ofEpochMilli(record.timestamp());
      if (range.contains(time)) {
        table.add(
            range.text(time),
            header(record, MispHeaders.FEED),
            header(record, MispHeaders.REASON),
            header(record, MispHeaders.DETAIL),
            header(record, MispHeaders.OUTCOME),
            topic(record.value()),
            record.value() == null ? 0 : record.value().length,
            record.key() == null ? null : new String(record.key(), UTF_8));
      }
    }
    return table.first(count);
  }

  private List<ConsumerRecord<byte[], byte[]>> read() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    List<TopicPartition> partitions = List.of(partition);
    long deadline = System.nanoTime() + settings.rejectedTimeout().toNanos();
    try (KafkaConsumer<byte[], byte[]> reader = clients.reader(settings.rejectedMax())) {
      reader.assign(partitions);
      long end = reader.endOffsets(partitions, settings.rejectedTimeout()).get(partition);
      long begin = reader.beginningOffsets(partitions, settings.rejectedTimeout()).get(partition);
      reader.seek(partition, Math.max(begin, end - settings.rejectedMax()));
      while (reader.position(partition) < end && System.nanoTime() < deadline) {
        reader.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** The text before the first space, if it looks like a topic of MISP. */
  private static @Nullable String topic(byte @Nullable [] frame) {
    if (frame == null) {
      return null;
    }
    String start = new String(frame, 0, Math.min(frame.length, TOPIC_LENGTH_MAX), UTF_8);
    int end = start.indexOf(' ');
    String word = end < 0 ? start : start.substring(0, end);
    return word.matches("[A-Za-z0-9_]+") ? word : null;
  }
}
