package io.heliograph.injector.inject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own fake of a producer, whose records and commits fail as a test says. */
final class FlakyProducer extends MockProducer<byte[], byte[]> {
  Function<ProducerRecord<byte[], byte[]>, Optional<KafkaException>> failing =
      record -> Optional.empty();
  Function<String, List<PartitionInfo>> partitions = topic -> List.of();
  int begun;
  int commitsToTimeOut;
  int commitsAsked;
  private Optional<KafkaException> failed = Optional.empty();

  FlakyProducer() {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void beginTransaction() {
    begun++;
    failed = Optional.empty();
    super.beginTransaction();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    return partitions.apply(topic);
  }

  @Override
  public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    Optional<KafkaException> failure = failing.apply(record);
    if (failure.isPresent()) {
      failed = failure;
      return CompletableFuture.failedFuture(failure.get());
    }
    return super.send(record);
  }

  @Override
  public void commitTransaction() {
    commitsAsked++;
    if (failed.isPresent()) {
      throw new KafkaException("a record failed", failed.get());
    }
    if (commitsToTimeOut > 0) {
      commitsToTimeOut--;
      throw new TimeoutException("no answer");
    }
    super.commitTransaction();
  }

  /** The children that are committed, by the insert that made them. */
  List<String> inserts() {
    List<String> inserts = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : history()) {
      if (record.headers().lastHeader("injected-by") != null) {
        inserts.add(
            new String(
                record.headers().lastHeader("injected-by").value(),
                java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return inserts;
  }

  /** The offsets that were committed in transactions, the last of each partition. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
    consumerGroupOffsetsHistory().forEach(one -> one.values().forEach(all::putAll));
    return all;
  }
}
