package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.injector.EventJson;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL within a transaction: readers of committed records, as the dispatcher is for all plugins,
 * wait for its timeout and no longer, then go on as before; nothing is injected twice.
 */
@Tag("processes")
class StuckTransactionIT {
  private static final String SOURCES = "sources: {testing: {expire_events_after: 7 days}}";
  private static final TopicPartition LOG = new TopicPartition("testing.binary.data", 0);
  private static final int CHILDREN = 400;
  private static final int ATTEMPTS_MAX = 15;
  private static final long STUCK_MILLIS_MAX = 7_000;

  @TempDir private Path folder;

  @Test
  void shouldHoldReadersBackNoLongerThanTheTimeoutWhenKilledWithinATransaction() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        Publisher publisher = new Publisher(stack.kafka().bootstrap(), SOURCES).makeTopics();
        ChildReader reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
        ServiceProcess injector =
            Hubs.injector(stack, folder, 0).with("hub.sources.file=" + sources)) {
      String parent = EventJson.sha256();
      Set<String> keys = inserts(publisher, parent);
      List<Future<RecordMetadata>> parents = new ArrayList<>();
      injector.start().awaitReady();

      killedWithinATransaction(stack, publisher, injector, parent, parents);
      long stuckMillis = latencyMillis(stack, publisher);
      long laterMillis = latencyMillis(stack, publisher);
      injector.start().awaitReady();

      assertThat(stuckMillis).as("held back").isBetween(200L, STUCK_MILLIS_MAX);
      assertThat(laterMillis).as("normal again").isLessThan(1_000);
      Set<String> expected = new HashSet<>();
      for (Future<RecordMetadata> one : parents) {
        keys.forEach(key -> expected.add(key + "@" + place(one)));
      }
      Awaitility.await("all children, see " + injector.log())
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(reader.all())
                      .extracting(ChildReader.Child::pair)
                      .containsExactlyInAnyOrderElementsOf(expected));
    }
  }

  private static String place(Future<RecordMetadata> sent) {
    try {
      return Publisher.place(sent);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static Set<String> inserts(Publisher publisher, String parent) throws Exception {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < CHILDREN; i++) {
      String child = EventJson.sha256();
      publisher.send(Model.INSERT, EventJson.insert(parent, child)).get();
      keys.add(Md5.hex(parent + '.' + child + ".manual"));
    }
    return keys;
  }

  /** Kills when the first child is there for readers of uncommitted records, until it was open. */
  private static void killedWithinATransaction(
      LocalStack stack,
      Publisher publisher,
      ServiceProcess injector,
      String parent,
      List<Future<RecordMetadata>> parents)
      throws Exception {
    try (KafkaConsumer<byte[], byte[]> all = consumer(stack, "read_uncommitted");
        KafkaConsumer<byte[], byte[]> committed = consumer(stack, "read_committed")) {
      for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        all.seekToEnd(List.of(LOG));
        all.position(LOG);
        parents.add(publisher.send(Model.BINARY, EventJson.sourced(parent)));
        boolean seen = false;
        while (!seen) {
          for (ConsumerRecord<byte[], byte[]> record : all.poll(Duration.ofMillis(5))) {
            seen |= record.headers().lastHeader("injected-by") != null;
          }
        }
        injector.kill();
        long end = all.endOffsets(List.of(LOG)).get(LOG);
        if (committed.endOffsets(List.of(LOG)).get(LOG) < end) {
          return;
        }
        injector.start().awaitReady();
      }
    }
    throw new AssertionError("no kill met an open transaction");
  }

  private static KafkaConsumer<byte[], byte[]> consumer(LocalStack stack, String isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.kafka().bootstrap());
    settings.put("isolation.level", isolation);
    settings.put("auto.offset.reset", "none");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(LOG));
    return consumer;
  }

  /** From the acknowledgement of an event of no parent until a plugin's reader has it. */
  private static long latencyMillis(LocalStack stack, Publisher publisher) throws Exception {
    try (KafkaConsumer<byte[], byte[]> live = consumer(stack, "read_committed")) {
      live.seekToEnd(List.of(LOG));
      live.position(LOG);
      long offset =
          publisher.send(Model.BINARY, EventJson.sourced(EventJson.sha256())).get().offset();
      long startNanos = System.nanoTime();
      while (System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(60)) {
        for (ConsumerRecord<byte[], byte[]> record : live.poll(Duration.ofMillis(10))) {
          if (record.offset() == offset) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
          }
        }
      }
      throw new AssertionError("never read");
    }
  }
}
