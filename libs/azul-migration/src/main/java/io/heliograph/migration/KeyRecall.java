package io.heliograph.migration;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
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
final class KeyRecall {
  private static final Logger LOG = Logger.getLogger(KeyRecall.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
  private final Conversion conversion;
  private final Rekeys rekeys;
  private final BooleanSupplier goOn;

  /**
   * @param consumers makes readers of the source
   * @param conversion remembers the keys of what it converts
   * @param goOn asked again and again; false to give up
   */
  KeyRecall(
      Supplier<KafkaConsumer<byte[], byte[]>> consumers,
      Conversion conversion,
      Rekeys rekeys,
      BooleanSupplier goOn) {
    this.consumers = consumers;
    this.conversion = conversion;
    this.rekeys = rekeys;
    this.goOn = goOn;
  }

  /**
   * To be called before a record is converted, in the order of its partition.
   *
   * @throws HubException when it was given up; nothing of the batch may be written then
   */
  void before(OldTopic topic, ConsumerRecord<byte[], byte[]> record) {
    TopicPartition name = new TopicPartition(record.topic(), record.partition());
    if (record.value() != null || rekeys.isComplete(name)) {
      return;
    }
    LOG.infof("looking for keys of %s before %d", name, record.offset());
    try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(Set.of(name));
      consumer.seekToBeginning(Set.of(name));
      while (consumer.position(name) < record.offset()) {
        if (!goOn.getAsBoolean()) {
          throw HubException.busy(ErrorCode.UNAVAILABLE, "stopped while looking for former keys");
        }
        for (ConsumerRecord<byte[], byte[]> former : consumer.poll(POLL)) {
          if (former.offset() < record.offset() && former.value() != null) {
            var unused = conversion.convert(topic, former);
          }
        }
      }
    } catch (OffsetOutOfRangeException cut) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "the source was cut while it was read");
    }
    rekeys.completed(name);
  }
}
