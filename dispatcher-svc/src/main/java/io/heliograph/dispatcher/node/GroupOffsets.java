package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.view.PluginKeys;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors frontiers into group offsets under the contract's group names (part 1 row 4), for lag
 * tools and autoscalers. Written without metadata, never read, and late by a few seconds. The
 * broker is asked to write a bounded number of groups in a turn, and the subscriptions have their
 * turns one after the other: thousands of new ones make the mirror later, not the broker.
 */
final class GroupOffsets {
  /** Groups written in one turn, but for the rest of the part that reaches it. */
  private static final int GROUPS_A_TURN = 200;

  private static final Logger LOG = Logger.getLogger(GroupOffsets.class);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Admin admin;
  private final KafkaSettings kafka;
  private final CoordinatorRuntime coordinator;
  private final Supplier<List<String>> pluginKeys;

  /** What was written of each group, as a number that differs when an offset does. */
  private final Map<QueueName, Long> written = new HashMap<>();

  private String lastKey = "";
  private final ConcurrentLinkedQueue<List<String>> over = new ConcurrentLinkedQueue<>();
  private @Nullable SupervisedThread thread;

  /**
   * @param pluginKeys of the subscriptions that there are
   */
  GroupOffsets(
      Admin admin,
      KafkaSettings kafka,
      CoordinatorRuntime coordinator,
      Supplier<List<String>> pluginKeys) {
    this.admin = admin;
    this.kafka = kafka;
    this.coordinator = coordinator;
    this.pluginKeys = pluginKeys;
  }

  void start() {
    thread = kafka.threads().every("group-offsets", INTERVAL, this::mirror);
  }

  void stop() throws InterruptedException {
    if (thread != null) {
      boolean unused = thread.stop(STOP);
    }
  }

  /** Deletes the groups of subscriptions that are over; best effort, since they are not read. */
  void delete(Set<String> pluginKeys) {
    List<String> groups = new ArrayList<>();
    for (String pluginKey : pluginKeys) {
      for (Queue queue : Queue.values()) {
        groups.add(group(new QueueName(pluginKey, queue)));
      }
    }
    over.add(groups);
  }

  private void mirror(Turn turn) throws Exception {
    for (List<String> groups = over.poll(); groups != null; groups = over.poll()) {
      var unused = admin.deleteConsumerGroups(groups);
    }
    List<String> known = pluginKeys.get();
    forget(Set.copyOf(known));
    int groups = 0;
    for (List<String> part : PluginKeys.parts(fromLastOn(known))) {
      groups += mirror(part, turn);
      lastKey = part.getLast();
      if (groups >= GROUPS_A_TURN) {
        return;
      }
    }
  }

  /** The groups of subscriptions that gave way go, too. */
  private void forget(Set<String> known) {
    List<String> groups = new ArrayList<>();
    written
        .keySet()
        .removeIf(
            name -> {
              boolean gone = !known.contains(name.pluginKey());
              if (gone) {
                groups.add(group(name));
              }
              return gone;
            });
    if (!groups.isEmpty()) {
      var unused = admin.deleteConsumerGroups(groups);
    }
  }

  /** All of them, beginning behind the one that had the last turn. */
  private List<String> fromLastOn(List<String> keys) {
    List<String> sorted = keys.stream().sorted().toList();
    List<String> turned = new ArrayList<>();
    sorted.stream().filter(key -> key.compareTo(lastKey) > 0).forEach(turned::add);
    sorted.stream().filter(key -> key.compareTo(lastKey) <= 0).forEach(turned::add);
    return turned;
  }

  private int mirror(List<String> part, Turn turn) throws Exception {
    Map<QueueName, Map<TopicPartition, OffsetAndMetadata>> changed = new HashMap<>();
    turn.await(coordinator.frontiers(part), TIMEOUT)
        .forEach(
            (place, frontier) -> {
              PartitionId id = place.partition();
              changed
                  .computeIfAbsent(
                      new QueueName(place.pluginKey(), place.queue()), group -> new HashMap<>())
                  .merge(
                      new TopicPartition(id.topic(), id.partition()),
                      new OffsetAndMetadata(frontier),
                      (one, other) -> one.offset() < other.offset() ? one : other);
            });
    changed
        .entrySet()
        .removeIf(
            group -> Long.valueOf(print(group.getValue())).equals(written.get(group.getKey())));
    for (Map.Entry<QueueName, Map<TopicPartition, OffsetAndMetadata>> group : changed.entrySet()) {
      write(group.getKey(), group.getValue(), turn);
    }
    return changed.size();
  }

  private static long print(Map<TopicPartition, OffsetAndMetadata> offsets) {
    long print = offsets.size();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> one : offsets.entrySet()) {
      long mixed = (one.getKey().hashCode() * 0x9E3779B97F4A7C15L) ^ one.getValue().offset();
      mixed = (mixed ^ (mixed >>> 32)) * 0xBF58476D1CE4E5B9L;
      print += mixed ^ (mixed >>> 29);
    }
    return print;
  }

  /** A group that is refused, such as one with members of its own, keeps no other waiting. */
  private void write(QueueName name, Map<TopicPartition, OffsetAndMetadata> offsets, Turn turn)
      throws InterruptedException, TimeoutException {
    try {
      turn.await(
          admin
              .alterConsumerGroupOffsets(group(name), offsets)
              .all()
              .toCompletionStage()
              .toCompletableFuture(),
          TIMEOUT);
      written.put(name, print(offsets));
    } catch (ExecutionException refused) {
      LOG.debugf("group offsets not written group=%s cause=%s", group(name), refused.getCause());
    }
  }

  private String group(QueueName name) {
    String prefix = kafka.prefix().isEmpty() ? "" : kafka.prefix().replace('.', '-');
    return prefix + name.pluginKey() + '-' + name.queue().wire();
  }
}
