package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.schedule.MemoryPartition.Transaction;
import io.heliograph.coordinator.shard.StatusSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The logs, transactions and statuses that all replicas share. */
final class MemoryKafka {
  static final String EVENTS = "testing.binary.data";
  static final String ERRORS = "azul.error";
  static final String LETTERS = "hub.dead-letters";
  static final String CURSORS = "hub.cursors";

  /** After that an open transaction is aborted, whoever has it. */
  private static final long TRANSACTION_MILLIS = 10_000;

  final Map<PartitionId, MemoryPartition> events = new LinkedHashMap<>();
  final MemoryPartition letters = partition(LETTERS, 4, 0);
  final MemoryPartition cursors = partition(CURSORS, 5, 0);
  final List<StatusSignal> statuses = new ArrayList<>();
  final MemoryGroup group;
  private final Map<String, Producer> producers = new HashMap<>();

  /** Told what each transaction wrote, as soon as it is committed. */
  Consumer<List<NewRecord>> commits = records -> {};

  /** A transactional id. */
  static final class Producer {
    int epoch;
    @Nullable OpenTransaction open;
  }

  /** A transaction under way. */
  static final class OpenTransaction {
    final Transaction transaction = new Transaction();
    final List<NewRecord> records;
    final List<MemoryPartition> touched = new ArrayList<>();
    final long begunMillis;

    OpenTransaction(List<NewRecord> records, long begunMillis) {
      this.records = records;
      this.begunMillis = begunMillis;
    }
  }

  MemoryKafka() {
    for (MemoryPartition one :
        List.of(
            partition(EVENTS, 1, 0),
            partition(EVENTS, 1, 1),
            partition(EVENTS, 1, 2),
            partition(ERRORS, 2, 0))) {
      events.put(one.id, one);
    }
    group = new MemoryGroup(List.copyOf(events.keySet()));
  }

  private static MemoryPartition partition(String topic, int id, int number) {
    return new MemoryPartition(new PartitionId(topic, new UUID(id, id), number));
  }

  TopicView.Topic topic(String name) {
    List<MemoryPartition> all =
        events.values().stream().filter(one -> one.id.topic().equals(name)).toList();
    return new TopicView.Topic(name, all.getFirst().id.topicId(), all.size());
  }

  private MemoryPartition of(NewRecord record) {
    return switch (record.topic()) {
      case CURSORS -> cursors;
      case LETTERS -> letters;
      case ERRORS -> events.values().stream().filter(this::isErrors).findFirst().orElseThrow();
      default -> throw new IllegalStateException("written to " + record.topic());
    };
  }

  private boolean isErrors(MemoryPartition one) {
    return one.id.topic().equals(ERRORS);
  }

  /** Begins as the only producer of that id; what the one before left open is aborted. */
  int init(String transactionalId, long nowMillis) {
    Producer producer = producers.computeIfAbsent(transactionalId, id -> new Producer());
    producer.epoch++;
    end(producer, false, nowMillis);
    return producer.epoch;
  }

  boolean isCurrent(String transactionalId, int epoch) {
    Producer producer = producers.get(transactionalId);
    return producer != null && producer.epoch == epoch;
  }

  /** Appends the records; null when one of their partitions does not answer. */
  @Nullable OpenTransaction append(
      String transactionalId, List<NewRecord> records, long nowMillis) {
    Producer producer = producers.get(transactionalId);
    // A client that begins anew before it knows what became of its last one gives that up.
    end(producer, false, nowMillis);
    OpenTransaction open = new OpenTransaction(List.copyOf(records), nowMillis);
    producer.open = open;
    for (NewRecord record : records) {
      MemoryPartition partition = of(record);
      if (partition.offline) {
        end(producer, false, nowMillis);
        return null;
      }
      if (!open.touched.contains(partition)) {
        open.touched.add(partition);
      }
      long millis =
          record.timestampMillis() == NewRecord.NOW ? nowMillis : record.timestampMillis();
      long unused = partition.append(record, open.transaction, millis);
    }
    return open;
  }

  /** Ends the transaction of that epoch; nothing when it is over or its producer fenced. */
  void end(String transactionalId, OpenTransaction open, boolean commit, long nowMillis) {
    Producer producer = producers.get(transactionalId);
    if (producer.open == open) {
      end(producer, commit, nowMillis);
    }
  }

  private void end(Producer producer, boolean commit, long nowMillis) {
    OpenTransaction open = producer.open;
    producer.open = null;
    if (open == null) {
      return;
    }
    open.transaction.state = commit ? Transaction.State.COMMITTED : Transaction.State.ABORTED;
    for (MemoryPartition partition : open.touched) {
      long unused = partition.append(null, null, nowMillis);
    }
    if (commit) {
      commits.accept(open.records);
    }
  }

  /** What time does: transactions that are open for long are aborted, silent members thrown out. */
  void expire(long nowMillis) {
    for (Producer producer : producers.values()) {
      OpenTransaction open = producer.open;
      if (open != null && nowMillis - open.begunMillis > TRANSACTION_MILLIS) {
        producer.epoch++;
        end(producer, false, nowMillis);
      }
    }
    group.expire(nowMillis);
  }
}
