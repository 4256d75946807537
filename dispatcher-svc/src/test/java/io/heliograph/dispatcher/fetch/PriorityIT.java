package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * D5 with events arriving at any time: a lower queue gives an event only if no higher queue had one
 * that the replica could know of. A failure names the seed.
 */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class PriorityIT {
  private static final int HISTORIC = 150;
  private static final int LIVE = 150;
  private static final int EXPEDITED = 100;
  private static final String SOURCE = "virustotal";

  /** How old a replica's knowledge of an acknowledged event may be (architecture section 3). */
  private static final long KNOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final int EXPEDITE = 0;
  private static final int HIGHER_LIVE = 1;
  private static final int LOWEST = 2;

  private record Published(int rank, long ackedNanos) {}

  private final Map<String, Published> published = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldNeverPreferALowerQueueWhileEventsArrive() throws Exception {
    long seed = System.nanoTime();
    for (int at = 0; at < HISTORIC; at++) {
      publish(LOWEST);
    }
    String query =
        "version=1&r-expedite=1&r-live=1&r-historic=1&deadline=1&r-source="
            + SOURCE
            + "&name="
            + Hub.plugin();
    List<Thread> feeds = new ArrayList<>();
    take(query, seed);
    feeds.add(feed(new Random(seed), HIGHER_LIVE, LIVE));
    feeds.add(feed(new Random(seed + 1), EXPEDITE, EXPEDITED));

    while (seen.size() < HISTORIC + LIVE + EXPEDITED) {
      int before = seen.size();
      take(query, seed);
      boolean feeding = feeds.stream().anyMatch(Thread::isAlive);
      assertThat(feeding || seen.size() > before).as("all come, seed %d", seed).isTrue();
    }
    for (Thread feed : feeds) {
      feed.join();
    }
  }

  private void take(String query, long seed) {
    long askedNanos = System.nanoTime();
    for (String hash : Hub.fetch("binary", "active", query).hashes()) {
      Published event = published.get(hash);
      // Another test's expedited event, or one whose answer is still on its way.
      int rank = event == null ? EXPEDITE : event.rank();
      published.forEach(
          (other, ahead) -> {
            boolean known = askedNanos - ahead.ackedNanos() > KNOWN_NANOS;
            assertThat(known && ahead.rank() < rank && !seen.contains(other))
                .as("%s before %s, seed %d", event, ahead, seed)
                .isFalse();
          });
      if (event != null) {
        seen.add(hash);
      }
    }
  }

  private Thread feed(Random random, int rank, int count) {
    return Thread.ofPlatform()
        .start(
            () -> {
              for (int at = 0; at < count; at++) {
                pause(random.nextInt(12));
                publish(rank);
              }
            });
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(int rank) {
    BinaryText event = BinaryText.sourced().of(SOURCE, "sourced");
    BinaryText flagged = rank == EXPEDITE ? event.expedited() : event;
    published.put(event.sha256(), new Published(rank, Long.MAX_VALUE));
    Hub.publish(flagged);
    published.put(event.sha256(), new Published(rank, System.nanoTime()));
  }
}
