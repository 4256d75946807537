package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.EventJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private static final Node BROKER = new Node(1, "localhost", 9092);
  private static final Node[] NONE = {};
  private static final int PARTITIONS = 3;
  private static final String PARENT = "a".repeat(64);

  private final FlakyProducer producer = new FlakyProducer();
  private final Destinations destinations = new Destinations(producer);
  private final boolean[] leaders = {true, true, true};

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  /** So many children of one parent. */
  private static List<PlannedChild> children(int count) {
    Planning planning = Planning.of(1_000);
    for (int i = 0; i < count; i++) {
      planning.inserts.add("k" + i, EventJson.insert(PARENT, EventJson.sha256()));
    }
    return planning.plan(planning.event(EventJson.binary(PARENT)), planning.roots("s")).children();
  }

  /** Where Kafka's producer puts it. */
  private static int place(PlannedChild child) {
    byte[] key = child.event().kafkaKey().getBytes(UTF_8);
    return BuiltInPartitioner.partitionForKey(key, PARTITIONS);
  }

  private List<PartitionInfo> partitions(String topic) {
    List<PartitionInfo> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new PartitionInfo(topic, i, leaders[i] ? BROKER : null, NONE, NONE));
    }
    return partitions;
  }

  private static List<PlannedChild> at(int partition, List<PlannedChild> children) {
    return children.stream().filter(child -> place(child) == partition).toList();
  }

  @Test
  void shouldTellChildrenWhosePartitionHasNoLeaderUntilItHasOneAgain() {
    List<PlannedChild> children = children(50);
    producer.partitions = this::partitions;
    assertThat(destinations.unreachable(children, 0)).isEmpty();

    leaders[1] = false;

    assertThat(destinations.unreachable(children, 0))
        .isNotEmpty()
        .containsExactlyElementsOf(at(1, children));
    leaders[1] = true;
    assertThat(destinations.unreachable(children, 0)).isEmpty();
  }

  @Test
  void shouldTakeALeaderWithoutABrokerForNone() {
    List<PlannedChild> children = children(1);
    producer.partitions = topic -> List.of(new PartitionInfo(topic, 0, Node.noNode(), NONE, NONE));

    assertThat(destinations.unreachable(children, 0)).containsExactlyElementsOf(children);
  }

  @Test
  void shouldLetWritingTellWhenTheClusterDoesNot() {
    List<PlannedChild> children = children(1);
    producer.partitions =
        topic -> {
          throw new TimeoutException("no metadata");
        };

    assertThat(destinations.unreachable(children, 0)).isEmpty();

    destinations.failed(children, 0);
    assertThat(destinations.unreachable(children, 1)).containsExactlyElementsOf(children);
  }

  /** One partition is silent: attempts become rare, however many ask, and stop when it answers. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldTryASilentPartitionOncePerPauseWhateverAsks(long seed) {
    Random random = new Random(seed);
    List<PlannedChild> children = children(50);
    producer.partitions = this::partitions;
    int silent = random.nextInt(PARTITIONS);
    Map<Integer, Integer> tried = new HashMap<>();

    long nowNanos = 0;
    for (int i = 0; i < 6_000; i++) {
      nowNanos += random.nextLong(seconds(1) / 50);
      PlannedChild child = children.get(random.nextInt(children.size()));
      if (destinations.unreachable(List.of(child), nowNanos).isEmpty()) {
        tried.merge(place(child), 1, Integer::sum);
        if (place(child) == silent) {
          destinations.failed(List.of(child), nowNanos);
        } else {
          destinations.written(List.of(child));
        }
      }
    }

    // A minute: after 0, 1, 3, 7, 15 and 31 seconds and somewhat.
    assertThat(tried.get(silent)).isBetween(5, 7);
    assertThat(tried.get((silent + 1) % PARTITIONS)).isGreaterThan(1_000);
    assertThat(tried.get((silent + 2) % PARTITIONS)).isGreaterThan(1_000);
    nowNanos += seconds(31);
    destinations.written(at(silent, children));
    destinations.failed(at(silent, children), nowNanos);
    assertThat(destinations.unreachable(children, nowNanos + seconds(2)))
        .as("pauses are short again")
        .isEmpty();
  }
}
