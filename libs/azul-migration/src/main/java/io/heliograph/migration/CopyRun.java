package io.heliograph.migration;

import io.heliograph.event.Model;
import io.heliograph.kit.kafka.GuardedPoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Copies one migration from where the log says it is. Each partition is read in its order and
 * written in that order, by one thread and one producer, so the order of a key's records stays.
 * Deletions come before all else, so that what they hide is never shown. What is read is bounded by
 * the consumer's fetch, what is written by a batch. Not thread-safe.
 */
final class CopyRun implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CopyRun.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** What the run works with; the consumer and the producer are its own. */
  record Tools(
      KafkaConsumer<byte[], byte[]> source,
      SourceReading reading,
      CopyProducer target,
      Conversion conversion,
      KeyIndex keys,
      MigrationLog log,
      MigrationCodec codec,
      MigrationMeter meter) {}

  private final Tools tools;
  private final MigrationOptions options;
  private final Definition definition;
  private final GuardedPoll poll;
  private final Map<TopicPartition, CopyTask> tasks = new HashMap<>();
  private final Map<String, SourceTopic> topics = new HashMap<>();
  private final Map<TopicPartition, Progress> progress = new HashMap<>();

  /** Records that Kafka did not take, by topic, partition and offset, and why. */
  private final Map<String, String> refused = new HashMap<>();

  private long listed;

  /**
   * @param migration as the log tells it after the producer has begun
   */
  CopyRun(Tools tools, MigrationOptions options, Migration migration) {
    this.tools = tools;
    this.poll = tools.reading.of(tools.source, (name, from, to) -> unreadable(name, to));
    this.options = options;
    this.definition = migration.definition();
    this.listed = migration.rejects().size();
    for (CopyTask task : definition.tasks()) {
      tasks.put(task.name(), task);
      progress.put(task.name(), migration.of(task));
      topics.computeIfAbsent(
          task.topic(), name -> SourceTopic.of(definition.prefix(), name).orElseThrow());
    }
  }

  /**
   * Gives up on partitions of recreated topics; an absent topic may come back.
   *
   * @param topicIds ids of the topics that the source has now
   * @throws MigrationException when a topic is not there that is still to be read
   */
  void giveUpOnRemade(Map<String, String> topicIds) {
    Batch batch = new Batch(progress);
    for (CopyTask task : definition.tasks()) {
      String now = topicIds.get(task.topic());
      if (now == null && position(task) < task.end()) {
        throw MigrationException.unavailable("the source has no topic " + task.topic() + " now");
      }
      if (now != null && !now.equals(task.topicId())) {
        batch.skipped(task.name(), task.end());
      }
    }
    if (!batch.changed().isEmpty()) {
      LOG.warnf(
          "source topics recreated migration=%s partitions=%s", id(), batch.changed().keySet());
      write(batch);
    }
  }

  private String id() {
    return definition.id();
  }

  /** Whether it is the one that brought the migration to where it is. */
  boolean endedAt(Migration now) {
    return now.id().equals(id())
        && definition.tasks().stream().allMatch(task -> position(task) == now.of(task).position());
  }

  long remaining() {
    return tasks.values().stream().mapToLong(task -> task.end() - position(task)).sum();
  }

  private long position(CopyTask task) {
    return progress.getOrDefault(task.name(), Progress.at(task.begin())).position();
  }

  /** The partitions to be read now: those of deletions, and only then the others. */
  private Set<TopicPartition> open() {
    List<CopyTask> open =
        tasks.values().stream().filter(task -> position(task) < task.end()).toList();
    List<CopyTask> deletions = open.stream().filter(this::isDeletions).toList();
    return (deletions.isEmpty() ? open : deletions)
        .stream().map(CopyTask::name).collect(Collectors.toSet());
  }

  private boolean isDeletions(CopyTask task) {
    SourceTopic topic = topics.get(task.topic());
    return topic != null && topic.model().equals(Optional.of(Model.DELETE));
  }

  /**
   * Reads once and writes what came, in one transaction or some.
   *
   * @return how many records, or -1 when there is nothing left
   */
  int step() {
    Set<TopicPartition> wanted = open();
    if (wanted.isEmpty()) {
      return -1;
    }
    assign(wanted);
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = poll.poll(POLL);
    } catch (OffsetOutOfRangeException outOfRange) {
      skipMissing(outOfRange.partitions());
      return 0;
    }
    Batch batch = new Batch(progress);
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition name = new TopicPartition(record.topic(), record.partition());
      if (record.offset() >= task(name).end()) {
        continue;
      }
      batch.add(record, convert(record));
      count++;
      if (batch.records() >= options.batchRecordsMax()
          || batch.bytes() >= options.batchBytesMax()) {
        write(batch);
        batch = new Batch(progress);
      }
    }
    for (TopicPartition name : wanted) {
      batch.reached(name, Math.min(tools.source.position(name), task(name).end()));
    }
    if (!batch.changed().isEmpty()) {
      write(batch);
    }
    return count;
  }

  private CopyTask task(TopicPartition name) {
    CopyTask task = tasks.get(name);
    if (task == null) {
      throw new IllegalArgumentException(name + " is not migrated");
    }
    return task;
  }

  private void assign(Set<TopicPartition> wanted) {
    Set<TopicPartition> former = Set.copyOf(tools.source.assignment());
    if (former.equals(wanted)) {
      return;
    }
    tools.source.assign(wanted);
    for (TopicPartition name : wanted) {
      if (!former.contains(name)) {
        tools.source.seek(name, position(task(name)));
      }
    }
  }

  /** Retention or compaction took what was next; goes on with the next record that exists. */
  private void skipMissing(Set<TopicPartition> names) {
    Map<TopicPartition, Long> beginnings = tools.source.beginningOffsets(names);
    Batch batch = new Batch(progress);
    for (TopicPartition name : names) {
      CopyTask task = task(name);
      long beginning = beginnings.getOrDefault(name, task.end());
      // A log that ends before our position was cut: nothing of what we know is left in it.
      long next = beginning > position(task) ? Math.min(beginning, task.end()) : task.end();
      LOG.warnf(
          "source log start moved migration=%s partition=%s offset=%d", id(), name, beginning);
      batch.skipped(name, next);
      tools.source.seek(name, next);
    }
    write(batch);
  }

  /** The source has no whole batch there: its offsets are rejected. The reader is behind it. */
  private void unreadable(TopicPartition name, long to) {
    Batch batch = new Batch(progress);
    batch.unreadable(name, Math.min(to, task(name).end()));
    write(batch);
  }

  private Conversion.Converted convert(ConsumerRecord<byte[], byte[]> record) {
    String reason = refused.get(place(record));
    SourceTopic topic = topics.get(record.topic());
    if (topic == null) {
      throw new IllegalArgumentException(record.topic() + " is not migrated");
    }
    if (reason != null) {
      return new Conversion.Rejected(reason);
    }
    tools.keys.before(topic, record);
    return tools.conversion.convert(topic, record);
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + '/' + record.partition() + '/' + record.offset();
  }

  /** Commits the batch; what Kafka refuses of it is rejected, and the rest committed. */
  private void write(Batch first) {
    Batch batch = first;
    Map<Integer, String> refusals = tools.target.write(batch.copies(), state(batch));
    while (!refusals.isEmpty()) {
      Batch tried = batch;
      refusals.forEach((at, reason) -> refused.put(place(tried.origin(at)), reason));
      batch = batch.again(this::convert);
      refusals = tools.target.write(batch.copies(), state(batch));
    }
    refused.clear();
    batch.changed().forEach(this::count);
    progress.putAll(batch.changed());
    listed += batch.rejects().size();
    batch
        .rejects()
        .forEach(
            reject ->
                LOG.infof(
                    "record rejected migration=%s topic=%s partition=%d offset=%d reason=%s",
                    id(), reject.topic(), reject.partition(), reject.offset(), reject.reason()));
  }

  private void count(TopicPartition name, Progress now) {
    Progress before = progress.getOrDefault(name, Progress.at(0));
    tools.meter.counted(before, now);
  }

  private List<ProducerRecord<byte[], byte[]>> state(Batch batch) {
    List<ProducerRecord<byte[], byte[]>> state = new ArrayList<>();
    batch
        .changed()
        .forEach(
            (name, now) -> {
              CopyTask task = task(name);
              state.add(
                  tools.log.record(
                      MigrationCodec.progressKey(id(), task), tools.codec.encode(now)));
              state.add(
                  tools.log.record(
                      MigrationCodec.positionKey(definition.cluster(), task),
                      tools.codec.encodePosition(now.position())));
            });
    long room = Math.max(0, options.rejectsListedMax() - listed);
    batch.rejects().stream()
        .limit(room)
        .forEach(
            reject ->
                state.add(
                    tools.log.record(
                        MigrationCodec.rejectKey(id(), reject),
                        tools.codec.encodeReason(reject.reason()))));
    return state;
  }

  @Override
  public void close() {
    tools.source.close();
    tools.target.close();
  }
}
