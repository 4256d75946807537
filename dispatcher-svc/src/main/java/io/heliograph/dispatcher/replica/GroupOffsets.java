package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.owner.Owners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Mirrors frontiers into group offsets under the contract's group names (part 1 row 4), for lag
 * tools and autoscalers. Written without metadata, never read, and late by a few seconds.
 */
final class GroupOffsets {
  private static final Logger LOG = Logger.getLogger(GroupOffsets.class);
  private static final long INTERVAL_MILLIS = 3_000;
  private static final long TIMEOUT_SECONDS = 10;

  private final Admin admin;
  private final KafkaSettings kafka;
  private final Owners owners;
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> written = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("group-offsets").unstarted(task));

  GroupOffsets(Admin admin, KafkaSettings kafka, Owners owners) {
    this.admin = admin;
    this.kafka = kafka;
    this.owners = owners;
  }

  void start() {
    timer.scheduleWithFixedDelay(
        this::mirror, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  /** Deletes the groups of subscriptions that are over; best effort, since nobody reads them. */
  void delete(Set<String> pluginKeys) {
    List<String> groups = new ArrayList<>();
    for (String pluginKey : pluginKeys) {
      for (Queue queue : Queue.values()) {
        groups.add(group(pluginKey, queue));
      }
    }
    timer.execute(
        () -> {
          groups.forEach(written::remove);
          var unused = admin.deleteConsumerGroups(groups);
        });
  }

  private void mirror() {
    try {
      Map<String, Map<TopicPartition, OffsetAndMetadata>> changed = new HashMap<>();
      owners
          .frontiers()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
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
      for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : changed.entrySet()) {
        if (!group.getValue().equals(written.get(group.getKey()))) {
          admin
              .alterConsumerGroupOffsets(group.getKey(), group.getValue())
              .all()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
          written.put(group.getKey(), group.getValue());
        }
      }
    } catch (ExecutionException | TimeoutException failure) {
      LOG.debugf("group offsets: %s", failure.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.warn("group offsets", failure);
    }
  }

  private String group(String pluginKey, Queue queue) {
    String prefix = kafka.prefix().isEmpty() ? "" : kafka.prefix().replace('.', '-');
    return prefix + pluginKey + '-' + queue.wire();
  }
}
