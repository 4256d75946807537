package io.heliograph.dispatcher.purge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.heliograph.dispatcher.kafka.TopicFollower;
import io.heliograph.event.Model;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import io.heliograph.kit.limit.RefusalLog;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Fills the set of what was deleted from {@code azul.delete} and follows it. Nothing is handed out
 * before the topic has been read to its end once.
 */
public final class DeletionLog {
  private static final Logger LOG = Logger.getLogger(DeletionLog.class);

  private final Deletions deletions;
  private final TopicFollower follower;
  private final RefusalLog told = new RefusalLog(LOG::error);

  /**
   * @param purge the set that is filled
   */
  public DeletionLog(KafkaSettings settings, String topic, Purge purge) {
    this.deletions = purge.deletions();
    this.follower = new TopicFollower(settings, "hub-deletions", topic, this::apply);
  }

  /** Starts to read; completes when everything written until then has been read. */
  public CompletableFuture<Void> start() {
    return follower.start();
  }

  public void stop() throws InterruptedException {
    follower.stop();
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      deletions.remove(key);
      return;
    }
    Optional<StoredEvent> event = StoredEvents.read(Model.DELETE, record.value());
    try {
      if (event.isPresent()) {
        deletions.put(key, Deletion.parse(event.get().json()));
      }
    } catch (IOException malformed) {
      told.refused(
          "azul.delete",
          "malformed",
          () -> "event=" + key + " offset=" + record.offset() + " skipped cause=" + malformed);
    }
  }
}
