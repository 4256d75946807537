package io.heliograph.migration;

import io.heliograph.kit.kafka.GuardedPoll;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Finds out under which keys events were copied by an earlier process or migration, when a
 * tombstone may be for one of them: reads what lies before it once more. Once for a partition, and
 * only if it has tombstones. Used by the migrator's thread.
 */
final class KeyIndex {
  private static final Logger LOG = Logger.getLogger(KeyIndex.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
  private final SourceReading reading;
  private final Conversion conversion;
  private final KeyMapping mapping;
  private final BooleanSupplier goOn;

  /**
   * @param consumers makes readers of the source
   * @param conversion remembers the keys of what it converts
   * @param goOn asked again and again; false to give up
   */
  KeyIndex(
      Supplier<KafkaConsumer<byte[], byte[]>> consumers,
      SourceReading reading,
      Conversion conversion,
      KeyMapping mapping,
      BooleanSupplier goOn) {
    this.consumers = consumers;
    this.reading = reading;
    this.conversion = conversion;
    this.mapping = mapping;
    this.goOn = goOn;
  }

  /**
   * To be called before a record is converted, in the order of its partition.
   *
   * @throws MigrationException when it was given up; nothing of the batch may be written then
   */
  void before(SourceTopic topic, ConsumerRecord<byte[], byte[]> record) {
    TopicPartition name = new TopicPartition(record.topic(), record.partition());
    if (record.value() != null || mapping.isComplete(name)) {
      return;
    }
    LOG.infof("reading keys topic=%s before=%d", name, record.offset());
    try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(Set.of(name));
      consumer.seekToBeginning(Set.of(name));
      GuardedPoll poll = reading.of(consumer, (same, from, to) -> {});
      while (consumer.position(name) < record.offset()) {
        if (!goOn.getAsBoolean()) {
          throw MigrationException.unavailable("stopped while looking for former keys");
        }
        for (ConsumerRecord<byte[], byte[]> former : poll.poll(POLL)) {
          if (former.offset() < record.offset() && former.value() != null) {
            var unused = conversion.convert(topic, former);
          }
        }
      }
    } catch (OffsetOutOfRangeException cut) {
      throw MigrationException.unavailable("source topic truncated during migration");
    }
    mapping.completed(name);
  }
}
