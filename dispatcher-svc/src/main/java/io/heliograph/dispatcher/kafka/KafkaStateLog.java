package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.state.StateListener;
import io.heliograph.coordinator.state.StateLog;
import io.heliograph.coordinator.state.StateTable;
import io.heliograph.coordinator.state.TransactionLog;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The topic {@code hub.cursors}: written by the transactional producer of this replica, read from
 * its beginning and followed on a thread of its own, which fills the table. Thread-safe.
 */
public final class KafkaStateLog implements StateLog {
  private static final Logger LOG = Logger.getLogger(KafkaStateLog.class);

  private final KafkaSettings settings;
  private final Admin admin;
  private final TopicPartition log;
  private final StateTable table;
  private final TopicFollower follower;

  /**
   * @param listener told what the log says, on the follower's thread; asked for at each record
   */
  public KafkaStateLog(
      KafkaSettings settings,
      Admin admin,
      String topic,
      Supplier<? extends StateListener> listener) {
    this.settings = settings;
    this.admin = admin;
    this.log = new TopicPartition(topic, 0);
    this.table = new StateTable(listener);
    this.follower = new TopicFollower(settings, "hub-state", topic, this::apply);
  }

  /** Starts to read; completes when the table holds all that was committed until then. */
  public CompletableFuture<Void> start() {
    return follower.start();
  }

  public void stop() throws InterruptedException {
    follower.stop();
  }

  /** What the log says, as far as it has been read. */
  public StateTable table() {
    return table;
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    table.apply(new String(record.key(), StandardCharsets.UTF_8), record.value());
  }

  @Override
  public TransactionLog writer(Runnable beat) {
    return new StoreProducer(() -> StoreProducer.ofKafka(settings), beat);
  }

  @Override
  public CompletableFuture<Long> end() {
    return asked(
        () ->
            admin
                .listOffsets(Map.of(log, OffsetSpec.latest()))
                .partitionResult(log)
                .thenApply(info -> info.offset()));
  }

  @Override
  public CompletableFuture<Void> reach(long position) {
    return follower.reach(position);
  }

  @Override
  public CompletableFuture<Void> fence(Set<String> writers) {
    Set<String> others = new HashSet<>();
    writers.forEach(writer -> others.add(KafkaSettings.transactionalIdOf(writer)));
    others.remove(settings.transactionalId());
    if (others.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    LOG.infof("fencing writers=%s", others);
    return asked(() -> admin.fenceProducers(others).all());
  }

  private static <T> CompletableFuture<T> asked(Supplier<KafkaFuture<T>> question) {
    try {
      return question.get().toCompletionStage().toCompletableFuture();
    } catch (KafkaException closed) {
      return CompletableFuture.failedFuture(closed);
    }
  }
}
