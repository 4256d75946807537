package io.heliograph.dispatcher.migration;

import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with topics as an Azul cluster names and fills them. */
final class OldCluster implements AutoCloseable {
  private final String prefix;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  OldCluster(String bootstrap, String prefix) {
    this.prefix = prefix;
    admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  String name(String shortName) {
    return "azul." + prefix + '.' + shortName;
  }

  OldCluster topic(String shortName, int partitions) throws Exception {
    NewTopic topic =
        new NewTopic(name(shortName), partitions, (short) 1)
            .configs(Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
    TestTopics.create(admin, List.of(topic));
    return this;
  }

  /** Writes a record; a value of null is a tombstone. */
  OldCluster put(String shortName, String key, byte[] value, long timeMillis) {
    sent.add(producer.send(new ProducerRecord<>(name(shortName), null, timeMillis, key, value)));
    return this;
  }

  /** Writes a record of now into that partition. */
  OldCluster put(String shortName, int partition, String key, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(name(shortName), partition, key, value)));
    return this;
  }

  /** Returns when everything was written. */
  void flush() throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
    sent.clear();
  }

  /** A file of source samples as Azul keeps it: Avro of version 6. */
  static byte[] file(String sha256) {
    return AvroEvents.toAvro(
        Model.BINARY, EventJson.binary(sha256, "samples", "{}").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
