package io.heliograph.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The copies of one transaction and what they make of the progress; nothing of it counts before it
 * is committed. Not thread-safe.
 */
final class Batch {
  private final Map<TopicPartition, Progress> before;
  private final Map<TopicPartition, Progress> changed = new HashMap<>();
  private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();

  /** To which record read each copy belongs. */
  private final List<Integer> origins = new ArrayList<>();

  private final List<RejectedRecord> rejects = new ArrayList<>();
  private long bytes;

  /**
   * @param before the progress so far; not changed
   */
  Batch(Map<TopicPartition, Progress> before) {
    this.before = before;
  }

  /** Takes a record, and what became of it. */
  void add(ConsumerRecord<byte[], byte[]> record, Conversion.Converted converted) {
    TopicPartition name = new TopicPartition(record.topic(), record.partition());
    Progress progress = progress(name).to(record.offset() + 1);
    int origin = read.size();
    read.add(record);
    progress =
        switch (converted) {
          case Conversion.Events events -> {
            events.records().forEach(copy -> copy(copy, origin));
            yield progress.andCopied();
          }
          case Conversion.Tombstone tombstone -> {
            copy(tombstone.record(), origin);
            yield progress.andTombstone();
          }
          case Conversion.Rejected rejected -> {
            rejects.add(
                new RejectedRecord(
                    record.topic(), record.partition(), record.offset(), rejected.reason()));
            yield progress.andRejected();
          }
        };
    changed.put(name, progress);
  }

  private void copy(ProducerRecord<byte[], byte[]> copy, int origin) {
    copies.add(copy);
    origins.add(origin);
    bytes += copy.value() == null ? 0 : copy.value().length;
  }

  /** Everything before that position was read, records or not. */
  void reached(TopicPartition name, long position) {
    Progress progress = progress(name);
    if (position > progress.position()) {
      changed.put(name, progress.to(position));
    }
  }

  /** Everything before that position is gone. */
  void skipped(TopicPartition name, long position) {
    Progress progress = progress(name);
    if (position > progress.position()) {
      changed.put(name, progress.skipTo(position));
    }
  }

  /** Everything before that position is there and cannot be read. */
  void unreadable(TopicPartition name, long position) {
    Progress progress = progress(name);
    if (position > progress.position()) {
      rejects.add(
          new RejectedRecord(
              name.topic(),
              name.partition(),
              progress.position(),
              "offsets %d to %d are in a corrupt batch"
                  .formatted(progress.position(), position - 1)));
      changed.put(name, progress.rejectTo(position));
    }
  }

  private Progress progress(TopicPartition name) {
    Progress now = changed.getOrDefault(name, before.get(name));
    if (now == null) {
      throw new IllegalArgumentException(name + " is not migrated");
    }
    return now;
  }

  /** The same records again, some of them told to be something else now. */
  Batch again(Function<ConsumerRecord<byte[], byte[]>, Conversion.Converted> conversion) {
    Batch batch = new Batch(before);
    read.forEach(record -> batch.add(record, conversion.apply(record)));
    changed.forEach((name, progress) -> batch.reached(name, progress.position()));
    return batch;
  }

  /** The record that the copy at that place was made from. */
  ConsumerRecord<byte[], byte[]> origin(int copy) {
    return read.get(origins.get(copy));
  }

  Map<TopicPartition, Progress> changed() {
    return changed;
  }

  List<ProducerRecord<byte[], byte[]>> copies() {
    return copies;
  }

  List<RejectedRecord> rejects() {
    return rejects;
  }

  int records() {
    return read.size();
  }

  long bytes() {
    return bytes;
  }
}
