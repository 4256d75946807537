package io.heliograph.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;

/**
 * What this process knows of batches that cannot be read, whoever of its readers met them. One that
 * is met is waited for: it is read again, since another replica of the partition may hold it whole
 * and become the leader. When it stays corrupt for a configured time it counts as lost: readers go
 * on behind it, and the offsets in between are counted, logged and named. Its readers' other
 * partitions are never held up. Thread-safe; decides on its callers' clock.
 */
public final class CorruptBatches {
  private static final int RANGES_MAX = 1_000;
  private static final int TOLD_MAX = 10;
  private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** What a reader does with a corrupt batch. */
  public sealed interface Verdict {
    /** Reads it again after a while. */
    record Wait() implements Verdict {}

    /** Looks for the first offset behind it that can be read. */
    record Search() implements Verdict {}

    /** Goes on there. */
    record Skip(long to) implements Verdict {}
  }

  private static final class Met {
    private final long offset;
    private final long sinceNanos;
    private long lastNanos;

    Met(long offset, long nowNanos) {
      this.offset = offset;
      this.sinceNanos = nowNanos;
      this.lastNanos = nowNanos;
    }
  }

  /** Offsets that were passed over. */
  private record Range(TopicPartition name, long from, long to) {
    @Override
    public String toString() {
      return name + " offsets " + from + " to " + (to - 1);
    }
  }

  private final long waitNanos;
  private final Consumer<String> log;
  private final Map<TopicPartition, Map<Long, Met>> met = new HashMap<>();
  private final List<Range> ranges = new ArrayList<>();
  private long skippedOffsets;

  /**
   * @param wait how long a corrupt batch is waited for
   * @param log takes a line for each batch that is met, and for each that is passed over
   */
  public CorruptBatches(Duration wait, Consumer<String> log) {
    this.waitNanos = wait.toNanos();
    this.log = log;
  }

  /**
   * Whether a poll failed since what was fetched cannot be read. Kafka's client has no type for
   * that; its other failures have types of their own.
   */
  public static boolean isCorrupt(KafkaException failure) {
    return failure.getClass() == KafkaException.class || failure instanceof CorruptRecordException;
  }

  /**
   * The partition among these whose next batch is corrupt, since that is why a poll failed; empty
   * when it failed for another reason, or names none of them.
   */
  public static Optional<TopicPartition> named(
      KafkaException failure, Collection<TopicPartition> among) {
    String message = String.valueOf(failure.getMessage());
    return isCorrupt(failure)
        ? among.stream().filter(one -> names(message, one)).findFirst()
        : Optional.empty();
  }

  private static boolean names(String message, TopicPartition one) {
    // A topic's name may end like another's, or go on where that one ends.
    return Pattern.compile(
            "(?<![A-Za-z0-9._-])"
                + Pattern.quote(one.toString())
                + "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])")
        .matcher(message)
        .find();
  }

  /** A reader cannot read the batch at that offset. */
  public synchronized Verdict met(TopicPartition name, long offset, long nowNanos) {
    for (Range range : ranges) {
      if (range.name.equals(name) && offset >= range.from && offset < range.to) {
        return new Verdict.Skip(range.to);
      }
    }
    forgetOld(nowNanos);
    Map<Long, Met> ofPartition = met.computeIfAbsent(name, first -> new HashMap<>());
    Met one = ofPartition.get(offset);
    if (one == null) {
      one = new Met(offset, nowNanos);
      ofPartition.put(offset, one);
      log.accept(
          "corrupt batch, waiting for a whole one: topic=%s partition=%d offset=%d"
              .formatted(name.topic(), name.partition(), offset));
    }
    one.lastNanos = nowNanos;
    return nowNanos - one.sinceNanos >= waitNanos ? new Verdict.Search() : new Verdict.Wait();
  }

  /** A reader has read these offsets: what was corrupt there is not any more. */
  public synchronized void read(TopicPartition name, long from, long to) {
    forget(name, from, to);
  }

  private void forget(TopicPartition name, long from, long to) {
    Map<Long, Met> ofPartition = met.get(name);
    if (ofPartition != null) {
      ofPartition.keySet().removeIf(offset -> offset >= from && offset < to);
      if (ofPartition.isEmpty()) {
        met.remove(name);
      }
    }
  }

  /** Readers go on at {@code to}: nothing between can be read. */
  public synchronized void skipped(TopicPartition name, long from, long to) {
    Range range = new Range(name, from, to);
    if (ranges.contains(range)) {
      return;
    }
    if (ranges.size() == RANGES_MAX) {
      ranges.removeFirst();
    }
    ranges.add(range);
    skippedOffsets += to - from;
    forget(name, from, to);
    log.accept(
        "corrupt batch passed over, its events are lost to readers: topic=%s partition=%d offsets=%d..%d"
            .formatted(name.topic(), name.partition(), from, to - 1));
  }

  /** Batches that are waited for. */
  public synchronized int waitingCount(long nowNanos) {
    forgetOld(nowNanos);
    return met.values().stream().mapToInt(Map::size).sum();
  }

  /** Forgets what no reader asks for any more. */
  private void forgetOld(long nowNanos) {
    met.values()
        .forEach(all -> all.values().removeIf(one -> nowNanos - one.lastNanos > FORGET_NANOS));
    met.values().removeIf(Map::isEmpty);
  }

  /** Offsets that were passed over since the start. */
  public synchronized long skippedOffsets() {
    return skippedOffsets;
  }

  /** What is waited for and what was passed over, for people; empty when nothing. */
  public synchronized String told(long nowNanos) {
    forgetOld(nowNanos);
    List<String> told = new ArrayList<>();
    met.forEach(
        (name, ofPartition) ->
            ofPartition.values().stream()
                .sorted((one, other) -> Long.compare(one.offset, other.offset))
                .forEach(one -> told.add(name + " offset " + one.offset + " is waited for")));
    ranges.reversed().forEach(range -> told.add(range + " were passed over"));
    String more = told.size() > TOLD_MAX ? ", and " + (told.size() - TOLD_MAX) + " more" : "";
    return String.join(", ", told.subList(0, Math.min(TOLD_MAX, told.size()))) + more;
  }
}
