package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
 * SIGKILL within a transaction: plugins that have nothing to do with it wait for its timeout and no
 * longer, then go on as before; nothing is injected twice.
 */
@Tag("processes")
class StuckTransactionIT {
  private static final String SOURCES = "sources: {testing: {expire_events_after: 7 days}}";
  private static final TopicPartition LOG = new TopicPartition("testing.binary.data", 0);
  private static final int CHILDREN = 400;
  private static final int ATTEMPTS_MAX = 15;
  private static final long STUCK_MILLIS_MAX = 7_000;
  private static final long NORMAL_MILLIS_MAX = 1_000;
  private static final Duration MEASURED = Duration.ofSeconds(12);

  @TempDir private Path folder;

  @Test
  void shouldHoldPluginsBackNoLongerThanTheTimeoutWhenKilledWithinATransaction() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        Publisher publisher = new Publisher(stack.kafka().bootstrap(), SOURCES).makeTopics();
        ChildReader reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
        ServiceProcess dispatcher =
            Hubs.dispatcher(stack, folder).with("hub.sources.file=" + sources);
        ServiceProcess injector =
            Hubs.injector(stack, folder, 0).with("hub.sources.file=" + sources)) {
      String parent = EventJson.sha256();
      Set<String> keys = inserts(publisher, parent);
      List<Future<RecordMetadata>> parents = new ArrayList<>();
      dispatcher.start().awaitReady();
      injector.start().awaitReady();

      plugin(publisher, dispatcher, () -> killed(stack, publisher, injector, parent, parents));
      injector.start().awaitReady();

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

  /** What the plugin notices of the kill, while nobody takes the dead injector's place. */
  private static void plugin(
      Publisher publisher, ServiceProcess dispatcher, Callable<Long> killedAtNanos)
      throws Exception {
    try (LivePlugin plugin = new LivePlugin(publisher, dispatcher)) {
      Awaitility.await("the plugin reads")
          .atMost(Duration.ofSeconds(30))
          .until(() -> plugin.readCount() > 50);
      long killedNanos = killedAtNanos.call();
      long endNanos = killedNanos + MEASURED.toNanos();
      Awaitility.await("measured")
          .atMost(MEASURED.multipliedBy(3))
          .until(() -> System.nanoTime() - endNanos > 0 && plugin.isDrained());
      long freeNanos = killedNanos + TimeUnit.MILLISECONDS.toNanos(STUCK_MILLIS_MAX + 1_000);

      List<Long> stuck = plugin.sortedMillis(killedNanos, freeNanos);
      assertThat(stuck.getLast()).as("the kill was within a transaction").isGreaterThan(200);
      assertThat(p99(stuck)).as("held back").isLessThan(STUCK_MILLIS_MAX);
      List<Long> later = plugin.sortedMillis(freeNanos, endNanos);
      assertThat(later).as("events after that").hasSizeGreaterThan(50);
      assertThat(p99(later)).as("normal again").isLessThan(NORMAL_MILLIS_MAX);
    }
  }

  private static long p99(List<Long> sorted) {
    return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
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

  /**
   * Kills when the first child is there for readers of uncommitted records, until one was open.
   *
   * @return when that was
   */
  private static long killed(
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
        parents.add(publisher.send(Model.BINARY, EventJson.binary(parent)));
        boolean seen = false;
        while (!seen) {
          for (ConsumerRecord<byte[], byte[]> record : all.poll(Duration.ofMillis(5))) {
            seen |= record.headers().lastHeader("injected-by") != null;
          }
        }
        long killedNanos = System.nanoTime();
        injector.kill();
        long end = all.endOffsets(List.of(LOG)).get(LOG);
        if (committed.endOffsets(List.of(LOG)).get(LOG) < end) {
          return killedNanos;
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
}
