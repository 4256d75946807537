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
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the injector at random points while parents and inserts come in any order; afterwards each
 * pair of a parent event and an insert has one child that readers of committed records see.
 */
@Tag("processes")
class ExactlyOnceIT {
  static final String SOURCES =
      "sources: {testing: {expire_events_after: 7 days, kafka: {numpartitions: 3}}}";
  private static final int FILES = 40;
  private static final int EVENTS = 400;
  private static final int FEED_MILLIS = 1_500;

  @TempDir private Path folder;

  /** Three seeds, or so many as the property says. */
  private static int runs() {
    return "long".equals(System.getProperty("heliograph.tests")) ? 50 : 3;
  }

  @Test
  void shouldInjectEachPairOnceWhenTheInjectorIsKilledAtRandomPoints() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), SOURCES);
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        Publisher publisher = new Publisher(stack.kafka().bootstrap(), SOURCES).makeTopics();
        ChildReader reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
        ServiceProcess injector =
            Hubs.injector(stack, folder, 0).with("hub.sources.file=" + sources)) {
      injector.start().awaitReady();
      Set<String> expected = new HashSet<>();
      for (int seed = 1; seed <= runs(); seed++) {
        expected.addAll(run(seed, publisher, injector));
        String run = "seed " + seed + ", see " + injector.log();
        Awaitility.await(run)
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(pairs(reader)).as(run).containsAll(expected));
        assertThat(pairs(reader)).as(run).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static List<String> pairs(ChildReader reader) {
    return reader.all().stream().map(ChildReader.Child::pair).toList();
  }

  /** Feeds and kills; the pairs that must be injected. */
  private static Set<String> run(int seed, Publisher publisher, ServiceProcess injector)
      throws Exception {
    Random random = new Random(seed);
    Feed feed = new Feed(random, publisher);
    try (ExecutorService feeder = Executors.newSingleThreadExecutor()) {
      Future<?> fed = feeder.submit(feed::run);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(50, FEED_MILLIS));
      injector.kill();
      injector.start();
      fed.get();
    }
    injector.awaitReady();
    return feed.pairs();
  }

  /** Events of some files and inserts about them, in random order, some inserts twice. */
  private static final class Feed {
    private final Random random;
    private final Publisher publisher;
    private final List<String> files = new ArrayList<>();
    private final List<List<Future<RecordMetadata>>> events = new ArrayList<>();
    private final List<Set<String>> inserts = new ArrayList<>();

    Feed(Random random, Publisher publisher) {
      this.random = random;
      this.publisher = publisher;
      for (int i = 0; i < FILES; i++) {
        files.add(EventJson.sha256());
        events.add(new ArrayList<>());
        inserts.add(new HashSet<>());
      }
    }

    void run() {
      for (int i = 0; i < EVENTS; i++) {
        int file = random.nextInt(FILES);
        if (random.nextInt(5) == 0) {
          insert(file);
        } else {
          events.get(file).add(publisher.send(Model.BINARY, EventJson.binary(files.get(file))));
        }
        pause();
      }
    }

    /** One of three inserts of that file: the first time new, later another form of it. */
    private void insert(int file) {
      String child = files.get(file).substring(0, 63) + random.nextInt(3);
      String json =
          EventJson.insert(
              files.get(file), child, "extracted", "testing", "form " + random.nextInt());
      inserts.get(file).add(key(publisher.send(Model.INSERT, json), files.get(file), child));
    }

    private static String key(Future<RecordMetadata> sent, String parent, String child) {
      assertThat(sent).isNotNull();
      return Md5.hex(parent + '.' + child + ".manual");
    }

    private static void pause() {
      try {
        TimeUnit.MICROSECONDS.sleep(FEED_MILLIS * 1_000L / EVENTS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    Set<String> pairs() throws Exception {
      Set<String> pairs = new HashSet<>();
      for (int file = 0; file < FILES; file++) {
        for (Future<RecordMetadata> event : events.get(file)) {
          for (String insert : inserts.get(file)) {
            pairs.add(insert + "@" + Publisher.place(event));
          }
        }
      }
      return pairs;
    }
  }
}
