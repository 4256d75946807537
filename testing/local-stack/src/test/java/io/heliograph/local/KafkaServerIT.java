package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class KafkaServerIT {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(2);

  @Test
  void shouldKeepRecordsWhenKilledAndRestarted() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka())) {
      KafkaServer kafka = stack.kafka();
      createTopic(kafka, "kept");
      produce(kafka, "kept", "before the kill");
      long firstPid = kafka.pid();

      kafka.kill();
      assertThat(kafka.isAlive()).isFalse();
      kafka.restart();

      assertThat(kafka.pid()).isNotEqualTo(firstPid);
      assertThat(read(kafka, "kept")).containsExactly("before the kill");
    }
  }

  @Test
  void shouldAnswerOnlyWhenNotPaused() {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka())) {
      KafkaServer kafka = stack.kafka();

      kafka.pause();
      assertThat(ServerKind.KAFKA.answers(kafka.port(), GREETING_LIMIT)).isFalse();

      kafka.resume();
      await().until(() -> ServerKind.KAFKA.answers(kafka.port(), GREETING_LIMIT));
    }
  }

  @Test
  void shouldTakeBrokerPropertiesWhenGiven() throws Exception {
    Map<String, String> given = Map.of("message.max.bytes", "123456");
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka(given));
        Admin admin = Admin.create(clientProperties(stack.kafka()))) {
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");

      var configuration = admin.describeConfigs(List.of(broker)).all().get().get(broker);

      assertThat(configuration.get("message.max.bytes").value()).isEqualTo("123456");
      assertThat(configuration.get("auto.create.topics.enable").value()).isEqualTo("false");
    }
  }

  @Test
  void shouldSayWhatToDoWhenItsDataIsOfANewerKafka(@TempDir Path data) throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().data(data))) {
      stack.kafka().kill();
      Path checkpoint = data.resolve("kafka/log/bootstrap.checkpoint");
      assertThat(checkpoint).exists();
      writeCheckpoint(checkpoint, 30_000);

      assertThatThrownBy(stack.kafka()::restart)
          .hasMessageContaining("was written by a newer Kafka (metadata.version 30000)");

      writeCheckpoint(checkpoint, 29);
      stack.kafka().restart();
      assertThat(stack.kafka().isAlive()).isTrue();
    }
  }

  /** A checkpoint with one record: the level of the feature `metadata.version`. */
  private static void writeCheckpoint(Path checkpoint, int level) throws IOException {
    byte[] name = "metadata.version".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer record = ByteBuffer.allocate(64).put((byte) 1).put((byte) 12).put((byte) 0);
    record.put((byte) (name.length + 1)).put(name).putShort((short) level).put((byte) 0).flip();
    byte[] value = new byte[record.remaining()];
    record.get(value);
    MemoryRecords batch = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(value));
    try (FileChannel file =
        FileChannel.open(
            checkpoint, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      file.write(batch.buffer());
    }
  }

  private static void createTopic(KafkaServer kafka, String topic) throws Exception {
    try (Admin admin = Admin.create(clientProperties(kafka))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void produce(KafkaServer kafka, String topic, String value) throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(clientProperties(kafka), bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8))).get();
    }
  }

  private static List<String> read(KafkaServer kafka, String topic) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(clientProperties(kafka), bytes, bytes)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(30)).records(partition).stream()
          .map(ConsumerRecord::value)
          .map(value -> new String(value, StandardCharsets.UTF_8))
          .toList();
    }
  }

  private static Properties clientProperties(KafkaServer kafka) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kafka.bootstrap());
    return properties;
  }
}
