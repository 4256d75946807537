package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.owner.Owners;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors frontiers into group offsets under the contract's group names (part 1 row 4), for lag
 * tools and autoscalers. Written without metadata, never read, and late by a few seconds.
 */
final class GroupOffsets {
  private static final Logger LOG = Logger.getLogger(GroupOffsets.class);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Admin admin;
  private final KafkaSettings kafka;
  private final Owners owners;
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> written = new HashMap<>();
  private final ConcurrentLinkedQueue<List<String>> over = new ConcurrentLinkedQueue<>();
  private @Nullable SupervisedThread thread;

  GroupOffsets(Admin admin, KafkaSettings kafka, Owners owners) {
    this.admin = admin;
    this.kafka = kafka;
    this.owners = owners;
  }

  void start() {
    thread = kafka.threads().every("group-offsets", INTERVAL, this::mirror);
  }

  void stop() throws InterruptedException {
    if (thread != null) {
      boolean unused = thread.stop(STOP);
    }
  }

  /** Deletes the groups of subscriptions that are over; best effort, since nobody reads them. */
  void delete(Set<String> pluginKeys) {
    List<String> groups = new ArrayList<>();
    for (String pluginKey : pluginKeys) {
      for (Queue queue : Queue.values()) {
        groups.add(group(pluginKey, queue));
      }
    }
    over.add(groups);
  }

  private void mirror(Turn turn) throws Exception {
    for (List<String> groups = over.poll(); groups != null; groups = over.poll()) {
      groups.forEach(written::remove);
      var unused = admin.deleteConsumerGroups(groups);
    }
    Map<String, Map<TopicPartition, OffsetAndMetadata>> changed = new HashMap<>();
    turn.await(owners.frontiers(), TIMEOUT)
        .forEach(
            (place, frontier) -> {
              PartitionId id = place.partition();
              changed
                  .computeIfAbsent(group(place.pluginKey(), place.queue()), g -> new HashMap<>())
                  .merge(
                      new TopicPartition(id.topic(), id.partition()),
                      new OffsetAndMetadata(frontier),
                      (one, other) -> one.offset() < other.offset() ? one : other);
            });
    changed.entrySet().removeIf(group -> group.getValue().equals(written.get(group.getKey())));
    for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : changed.entrySet()) {
      write(group.getKey(), group.getValue(), turn);
    }
  }

  /** A group that is refused, such as one with members of its own, keeps no other waiting. */
  private void write(String group, Map<TopicPartition, OffsetAndMetadata> offsets, Turn turn)
      throws InterruptedException, TimeoutException {
    try {
      turn.await(
          admin
              .alterConsumerGroupOffsets(group, offsets)
              .all()
              .toCompletionStage()
              .toCompletableFuture(),
          TIMEOUT);
      written.put(group, offsets);
    } catch (ExecutionException refused) {
      LOG.debugf("group offsets of %s: %s", group, refused.getCause());
    }
  }

  private String group(String pluginKey, Queue queue) {
    String prefix = kafka.prefix().isEmpty() ? "" : kafka.prefix().replace('.', '-');
    return prefix + pluginKey + '-' + queue.wire();
  }
}
