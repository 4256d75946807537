package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.shard.FairTurns;
import io.heliograph.kit.thread.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which part of history is loaded next (contract dispatcher.md part 1 row 34): the bytes are shared
 * by plugin names, those of a name by its subscriptions. Every reader is served for what it asked
 * itself, one part of a partition at a time, and the next one of that partition not before it was
 * looked at: else a name with many readers would push out what another has not seen yet. What is
 * loaded serves all that wait within it.
 *
 * <p>While the {@link HistoryRateLimiter} has to be waited for, all threads wait, and the first in
 * the order of the turns is loaded by its own. Not thread-safe.
 */
final class LoadTurns {
  /** What a load is taken to cost until it is known. */
  private static final long ESTIMATE_BYTES = 384 * 1024;

  /** What a load costs beside its bytes. */
  private static final long LOAD_BYTES = 4 * 1024;

  /** A reader that does not come for what it asked for in that time has to ask again. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How often in a row nothing may come from a partition before its readers have to ask again. */
  private static final int SILENCES_MAX = 10;

  private static final long LONG_MILLIS = 1_000;

  private static final Backoff SILENCE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** What is to be loaded, for whom. */
  record Load(PartitionId partition, long offset, HistoryReader reader) {}

  private record Asked(PartitionId partition, HistoryReader reader) {}

  /** What is known of a partition while something of it is asked for, or nothing comes from it. */
  private static final class Partition {
    final Map<HistoryReader, Long> offsets = new HashMap<>();

    /** Those that are in the order of the turns; some may have been served otherwise. */
    final Set<HistoryReader> queued = new HashSet<>();

    boolean underWay;
    int silent;
    long notBeforeNanos;
    @Nullable HistoryReader looking;
    long lookUntilNanos;

    @Nullable Long take(HistoryReader reader) {
      queued.remove(reader);
      return offsets.remove(reader);
    }

    boolean isOver() {
      return offsets.isEmpty() && queued.isEmpty() && !underWay && silent == 0 && looking == null;
    }
  }

  private final int threads;
  private final HistoryRateLimiter pace;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final FairTurns<Asked> turns = new FairTurns<>();
  private final Map<PartitionId, Partition> partitions = new HashMap<>();
  private final Set<Integer> idle = new HashSet<>();

  /** When something may be loaded that may not be now. */
  private long soonestNanos;

  private boolean othersFirst;

  /**
   * Turns for so many threads; a partition always belongs to the same one.
   *
   * @param nanos a clock that never goes back
   */
  LoadTurns(int threads, HistoryRateLimiter pace, LongSupplier nanos, RandomGenerator random) {
    this.threads = threads;
    this.pace = pace;
    this.nanos = nanos;
    this.random = random;
  }

  /** A reader needs the records of a partition from an offset on; its last word counts. */
  void ask(PartitionId partition, long offset, HistoryReader reader) {
    Partition known = partitions.computeIfAbsent(partition, id -> new Partition());
    looked(known, reader);
    known.offsets.put(reader, offset);
    queue(partition, known, reader);
  }

  private void queue(PartitionId id, Partition partition, HistoryReader reader) {
    if (partition.queued.add(reader)) {
      turns.add(path(reader), new Asked(id, reader));
    }
  }

  /** The reader has seen what was loaded for it. */
  void looked(PartitionId partition, HistoryReader reader) {
    Partition known = partitions.get(partition);
    if (known != null) {
      looked(known, reader);
      forgetIfOver(partition, known);
    }
  }

  private static void looked(Partition partition, HistoryReader reader) {
    if (reader.equals(partition.looking)) {
      partition.looking = null;
    }
  }

  /** What that thread is to load now, or null; until it is over the thread has nothing else. */
  @Nullable Load next(int thread) {
    idle.add(thread);
    long now = nanos.getAsLong();
    long paceMillis = pace.waitMillis();
    soonestNanos = now + TimeUnit.MILLISECONDS.toNanos(paceMillis > 0 ? paceMillis : LONG_MILLIS);
    if (paceMillis > 0) {
      othersFirst = false;
      return null;
    }
    Asked asked = first(thread, now);
    while (asked != null) {
      Partition partition = partitions.get(asked.partition);
      Long offset = partition == null ? null : partition.take(asked.reader);
      if (partition != null && offset != null) {
        idle.remove(thread);
        partition.underWay = true;
        long unused = pace.admit(ESTIMATE_BYTES);
        turns.charge(path(asked.reader), ESTIMATE_BYTES);
        return new Load(asked.partition, offset, asked.reader);
      }
      if (partition != null) {
        forgetIfOver(asked.partition, partition);
      }
      asked = first(thread, now);
    }
    return null;
  }

  /** The first of that thread, or one that has been served; null when another thread is first. */
  private @Nullable Asked first(int thread, long now) {
    boolean paced = pace.isOn();
    othersFirst = false;
    return turns.next(
        one -> {
          Partition partition = partitions.get(one.partition);
          if (partition == null || !partition.offsets.containsKey(one.reader)) {
            return true;
          }
          int whose = threadOf(one.partition);
          if (othersFirst || (whose != thread && !(paced && idle.contains(whose)))) {
            return false;
          }
          boolean due = isDue(partition, now);
          othersFirst = due && whose != thread;
          return due && whose == thread;
        });
  }

  private boolean isDue(Partition partition, long now) {
    if (partition.looking != null && partition.lookUntilNanos - now <= 0) {
      partition.looking = null;
    }
    long due = partition.silent > 0 ? partition.notBeforeNanos : now;
    if (partition.looking != null && partition.lookUntilNanos - due > 0) {
      due = partition.lookUntilNanos;
    }
    if (due - now > 0 && due - soonestNanos < 0) {
      soonestNanos = due;
    }
    return !partition.underWay && due - now <= 0;
  }

  /** How long there is nothing for the thread that asked last, unless another asks. */
  long waitMillis() {
    long millis = TimeUnit.NANOSECONDS.toMillis(soonestNanos - nanos.getAsLong());
    return othersFirst ? 1 : Math.clamp(millis, 1, LONG_MILLIS);
  }

  /** Whether there was nothing for that thread because another one has to load first. */
  boolean othersFirst() {
    return othersFirst;
  }

  /** The load is over; what it brought is passed on by the caller. */
  void served(Load load, Chunk chunk) {
    Partition partition = end(load, chunk.bytes());
    if (chunk.end() > load.offset) {
      partition.silent = 0;
      partition.looking = load.reader;
      partition.lookUntilNanos = nanos.getAsLong() + LOOK_NANOS;
      partition.offsets.values().removeIf(offset -> chunk.covers(offset));
    } else {
      boolean again = (partition.silent + 1) % SILENCES_MAX != 0;
      silent(partition, load, again);
    }
    forgetIfOver(load.partition, partition);
  }

  /** The load went wrong: whoever asked is not forgotten, and the partition rests a while. */
  void failed(Load load) {
    silent(end(load, 0), load, true);
  }

  private Partition end(Load load, long bytes) {
    Partition partition = partitions.computeIfAbsent(load.partition, id -> new Partition());
    partition.underWay = false;
    long unused = pace.admit(bytes - ESTIMATE_BYTES);
    turns.charge(path(load.reader), (double) bytes + LOAD_BYTES - ESTIMATE_BYTES);
    return partition;
  }

  private void silent(Partition partition, Load load, boolean again) {
    partition.silent++;
    partition.notBeforeNanos =
        nanos.getAsLong() + SILENCE.after(partition.silent, random).toNanos();
    if (again) {
      partition.offsets.putIfAbsent(load.reader, load.offset);
      queue(load.partition, partition, load.reader);
    } else if (partition.offsets.isEmpty()) {
      partition.silent = 0;
    }
  }

  /** Whether nothing came from the partition lately. */
  boolean isSilent(PartitionId partition) {
    Partition known = partitions.get(partition);
    return known != null && known.silent > 0;
  }

  private void forgetIfOver(PartitionId id, Partition partition) {
    if (partition.isOver()) {
      partitions.remove(id);
    }
  }

  private int threadOf(PartitionId partition) {
    return Math.floorMod(partition.hashCode(), threads);
  }

  private static List<String> path(HistoryReader reader) {
    return List.of(reader.name(), reader.subscription());
  }

  /** Partitions of which something is asked for or nothing comes. */
  int partitions() {
    return partitions.size();
  }
}
