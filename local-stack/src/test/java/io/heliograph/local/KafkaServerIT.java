package io.heliograph.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
