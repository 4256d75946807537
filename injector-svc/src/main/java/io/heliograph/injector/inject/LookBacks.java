package io.heliograph.injector.inject;

import io.heliograph.injector.child.Parent;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.insert.Inserts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sees that every partition that lacks inserts is scanned for their parents, and hands out what was
 * found piece by piece. A partition whose scan fails waits, longer each time. Lives on the
 * injection thread.
 */
final class LookBacks {
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration RETRY_MAX = Duration.ofSeconds(15);

  /** The reader that scans partitions. */
  interface Scans {
    /** To be scanned; the slice comes later. */
    void scan(LookBackReader.Task task);

    /** The next slice; null when there is none yet. */
    LookBackReader.@Nullable Slice poll();
  }

  /**
   * A piece of a scan: a parent, or the end of a slice.
   *
   * @param parent null at the end
   * @param wanted the inserts that the parent lacks
   * @param cursor how far the partition is scanned with it
   */
  record Piece(
      TopicPartition partition, @Nullable Parent parent, Predicate<Insert> wanted, long cursor) {}

  private final Assignment assignment;
  private final Scans scans;
  private final Inserts inserts;
  private final LateParents late;
  private final Map<TopicPartition, LookBackReader.Task> scanning = new HashMap<>();
  private final Holds failed = new Holds(RETRY, RETRY_MAX);
  private LookBackReader.@Nullable Slice slice;
  private int handedOut;
  private long from;
  private long until;

  LookBacks(Assignment assignment, Scans scans, Inserts inserts) {
    this.assignment = assignment;
    this.scans = scans;
    this.inserts = inserts;
    this.late = new LateParents(inserts);
  }

  /** The next piece of a partition that is ours still; null when there is none yet. */
  @Nullable Piece next(long nowNanos) {
    while (slice == null || !isOurs(slice.task())) {
      slice = scans.poll();
      handedOut = 0;
      if (slice == null) {
        return null;
      }
      if (isOurs(slice.task())) {
        received(slice, nowNanos);
      }
    }
    TopicPartition partition = slice.task().partition();
    if (handedOut == slice.parents().size()) {
      long cursor = slice.cursor();
      scanning.remove(partition);
      slice = null;
      return new Piece(partition, null, insert -> false, cursor);
    }
    LookBackReader.Found found = slice.parents().get(handedOut);
    handedOut++;
    return new Piece(partition, found.parent(), wanted(slice, found), found.after());
  }

  private void received(LookBackReader.Slice next, long nowNanos) {
    TopicPartition partition = next.task().partition();
    Progress at = assignment.of(partition);
    from = at == null ? 0 : at.doneTo();
    until = at == null ? 0 : at.lookBack().orElseThrow().until();
    if (next.failed()) {
      failed.hold(partition, nowNanos);
    } else {
      failed.done(partition);
    }
  }

  private Predicate<Insert> wanted(LookBackReader.Slice of, LookBackReader.Found found) {
    long first = from;
    long end = until;
    return insert ->
        insert.position() >= first
            && insert.position() < end
            && !of.injected().contains(new Injected.Pair(insert.key(), found.parent().place()));
  }

  private boolean isOurs(LookBackReader.Task task) {
    return assignment.of(task.partition()) != null
        && task.taking() == assignment.assignmentEpoch(task.partition());
  }

  /**
   * Sees that every partition that lacks inserts is being scanned for them.
   *
   * @param held those that wait for something else
   */
  void begin(Set<TopicPartition> held, long nowNanos) {
    long position = inserts.position();
    scanning.values().removeIf(task -> !isOurs(task));
    Map<TopicPartition, Progress> lacking = new HashMap<>(assignment.all());
    lacking.values().removeIf(at -> at.doneTo() >= position);
    if (lacking.isEmpty()) {
      late.forget();
      return;
    }
    long oldest = lacking.values().stream().mapToLong(Progress::doneTo).min().orElseThrow();
    lacking.keySet().removeAll(scanning.keySet());
    lacking.keySet().removeAll(held);
    lacking.keySet().removeAll(failed.held(nowNanos));
    lacking.forEach((partition, at) -> begin(partition, at, oldest, position));
  }

  private void begin(TopicPartition partition, Progress at, long oldest, long position) {
    Progress under = at.lookBack().isPresent() ? at : at.lookingBack(position);
    Set<String> parents = late.between(oldest, under.lookBack().orElseThrow().until());
    if (parents.isEmpty() && at.lookBack().isEmpty()) {
      assignment.move(partition, at.done(position));
    } else {
      scan(partition, under, parents);
    }
  }

  private void scan(TopicPartition partition, Progress at, Set<String> parents) {
    Progress.LookBack under = at.lookBack().orElseThrow();
    LookBackReader.Task task =
        new LookBackReader.Task(
            partition,
            assignment.assignmentEpoch(partition),
            under.cursor(),
            under.border(),
            parents);
    assignment.move(partition, at);
    scanning.put(partition, task);
    scans.scan(task);
  }
}
