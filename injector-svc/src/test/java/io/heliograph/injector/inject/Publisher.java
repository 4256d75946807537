package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishOutcome;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.event.source.Sources;
import io.heliograph.testkit.TestTopics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events as the dispatcher does, through its publish stages, without its HTTP. */
final class Publisher implements AutoCloseable {
  private final Topics topics;
  private final PublishPipeline pipeline;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String bootstrap;

  /** For those sources; makes nothing yet. */
  Publisher(String bootstrap, String sources) {
    this.bootstrap = bootstrap;
    Sources declared = Sources.parse(sources);
    topics = new Topics("", declared);
    pipeline =
        new PublishPipeline(
            new PublishPipeline.Settings(declared, topics, 10_000),
            PurgeSet.NONE,
            InstantSource.system(),
            new Random(1));
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("compression.type", "lz4");
    settings.put("linger.ms", 0);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Makes the topics that the dispatcher makes. */
  Publisher makeTopics() throws ExecutionException, InterruptedException {
    makeMissingTopics();
    return this;
  }

  /** Makes those of them that are not there. */
  void makeMissingTopics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> wanted = new ArrayList<>();
      for (TopicSpec spec : topics.required()) {
        if (!present.contains(spec.name())) {
          wanted.add(
              new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config()));
        }
      }
      TestTopics.create(admin, wanted);
    }
  }

  /** Writes one event. */
  Future<RecordMetadata> send(Model model, String json) {
    try {
      PublishOutcome outcome = pipeline.json(model, json.getBytes(UTF_8));
      assertThat(outcome.failures()).isEmpty();
      return send(outcome.events().getFirst());
    } catch (UnreadableBodyException unreadable) {
      throw new AssertionError(unreadable.detail(), unreadable);
    }
  }

  private Future<RecordMetadata> send(PreparedEvent event) {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    byte[] key = event.kafkaKey().getBytes(UTF_8);
    return producer.send(new ProducerRecord<>(event.topic(), null, key, event.json(), headers));
  }

  /** Writes a record of that topic as it is; null removes. */
  Future<RecordMetadata> raw(String topic, String key, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Where a record is, as injected children name it. */
  static String place(Future<RecordMetadata> sent) throws ExecutionException, InterruptedException {
    RecordMetadata at = sent.get();
    return at.topic() + '/' + at.partition() + '/' + at.offset();
  }

  @Override
  public void close() {
    producer.close();
  }
}
