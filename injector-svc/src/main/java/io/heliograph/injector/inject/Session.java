package io.heliograph.injector.inject;

import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.copy.Copy;
import io.heliograph.injector.insert.Insert;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * One membership in the group, from joining to its first failure, or until the inserts are read
 * again. A turn takes some records, plans children, copies their contents, writes them with the
 * offsets, and moves look-backs on; it is short, so that the group never takes this replica for
 * dead. A partition whose children cannot be written waits alone. Lives on the injection thread.
 */
final class Session {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TURN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration HOLD = Duration.ofSeconds(1);

  /** Another attempt costs little: what does not answer is not asked each time. */
  private static final Duration HOLD_MAX = Duration.ofSeconds(5);

  /** Copies contents, as far as that is possible now. */
  interface Copier {
    void copy(Collection<Copy> copies) throws InterruptedException;
  }

  /**
   * What a session works with.
   *
   * @param roots counts by root, as of now
   */
  record Tools(
      Planner planner,
      Copier copies,
      Supplier<RootCounts> roots,
      InjectionMetrics metrics,
      PassedOver passedOver) {}

  private final Intake intake;
  private final Transactions transactions;
  private final Assignment assignment;
  private final LookBacks lookBacks;
  private final Tools tools;
  private final Batch planned = new Batch();
  private final Holds holds = new Holds(HOLD, HOLD_MAX);
  private final RootCounts roots;
  private boolean rootsAreFresh;
  private long committedNanos = System.nanoTime();
  private long reportedNanos = System.nanoTime();
  private boolean settled;

  Session(
      Intake intake,
      Transactions transactions,
      Assignment assignment,
      LookBacks lookBacks,
      Tools tools) {
    this.intake = intake;
    this.transactions = transactions;
    this.assignment = assignment;
    this.lookBacks = lookBacks;
    this.tools = tools;
    this.roots = tools.roots.get();
  }

  /** Whether the group has given this replica its share. */
  boolean isMember() {
    return assignment.isMember();
  }

  /** Whether the inserts are read again: nothing that is planned from now on may be written. */
  boolean isOver() {
    return assignment.isOver();
  }

  /** Whether what it took over is committed, so that the next session finds it. */
  boolean isSettled() {
    return settled;
  }

  void turn() throws InterruptedException {
    intake.take(holds.held(System.nanoTime()));
    rootsAreFresh = false;
    long endNanos = System.nanoTime() + TURN_NANOS;
    live(endNanos);
    past(endNanos);
    long nowNanos = System.nanoTime();
    lookBacks.begin(holds.held(nowNanos), nowNanos);
    if (nowNanos - committedNanos > COMMIT_NANOS) {
      commit();
    }
    if (nowNanos - reportedNanos > COMMIT_NANOS) {
      reportedNanos = nowNanos;
      report(nowNanos);
    }
  }

  private void live(long endNanos) throws InterruptedException {
    ConsumerRecord<byte[], byte[]> record = intake.next();
    while (record != null) {
      tools.planner.parent(record).ifPresent(parent -> plan(parent, insert -> true));
      TopicPartition partition = Intake.partition(record);
      Progress at = assignment.of(partition);
      if (at != null) {
        assignment.move(partition, at.at(record.offset() + 1));
      }
      if (transactions.isFullWith(planned)) {
        write(false);
      }
      record = endNanos - System.nanoTime() > 0 ? intake.next() : null;
    }
    intake.skipGaps();
    write(false);
  }

  private void plan(Parent parent, Predicate<Insert> wanted) {
    // A root that was read just now has led to nothing yet.
    if (parent.level() > 0 && !rootsAreFresh) {
      roots.refresh();
      rootsAreFresh = true;
    }
    planned.addAll(tools.planner.plan(parent, roots, wanted));
  }

  /** Gives the parents that scans found the children that they lack. */
  private void past(long endNanos) throws InterruptedException {
    LookBacks.@Nullable Piece piece = lookBacks.next(System.nanoTime());
    while (piece != null) {
      if (piece.parent() != null) {
        if (!rootsAreFresh) {
          roots.refresh();
          rootsAreFresh = true;
        }
        plan(piece.parent(), piece.wanted());
      }
      Progress at = assignment.of(piece.partition());
      // With a parent right before the border the look-back has ended already.
      if (at != null && at.lookBack().isPresent()) {
        assignment.move(piece.partition(), at.scanned(piece.cursor()));
      }
      if (piece.parent() == null || transactions.isFullWith(planned)) {
        write(true);
      }
      piece = endNanos - System.nanoTime() > 0 ? lookBacks.next(System.nanoTime()) : null;
    }
    write(true);
  }

  /** Copies first: a transaction is open only while Kafka writes. */
  private void write(boolean byLookBack) throws InterruptedException {
    while (!planned.isEmpty()) {
      if (assignment.isOver()) {
        planned.clear();
        return;
      }
      List<PlannedChild> children = planned.children();
      tools.copies.copy(ContentCopyPlan.of(children));
      switch (transactions.write(children, assignment.moved(), assignment.group())) {
        case Transactions.Outcome.Written written -> {
          assignment.committed();
          committedNanos = System.nanoTime();
          tools.metrics.injected(children.size(), byLookBack);
          children.forEach(child -> holds.done(child.from().partition()));
          planned.clear();
        }
        case Transactions.Outcome.Unwritable some -> {
          some.children().forEach(child -> passedOver(child, some.reason()));
          planned.removeAll(some.children());
        }
        case Transactions.Outcome.Unreachable some -> hold(some.children());
      }
    }
  }

  private void passedOver(PlannedChild child, String reason) {
    tools.metrics.refused(Refusal.UNWRITABLE, 1);
    tools.passedOver.add(
        child.from().place(),
        child.insert(),
        new InjectionDecision.Refused(Refusal.UNWRITABLE, reason),
        1);
  }

  /**
   * The partitions of these children's parents wait. Those whose children were to be written with
   * them begin where they are committed; all others go on.
   */
  private void hold(List<PlannedChild> unreachable) {
    long nowNanos = System.nanoTime();
    partitions(unreachable).forEach(partition -> holds.hold(partition, nowNanos));
    assignment.rewind(partitions(planned.children()));
    planned.children().forEach(roots::remove);
    planned.clear();
  }

  private static Set<TopicPartition> partitions(List<PlannedChild> children) {
    Set<TopicPartition> partitions = new HashSet<>();
    children.forEach(child -> partitions.add(child.from().partition()));
    return partitions;
  }

  private void commit() {
    committedNanos = System.nanoTime();
    try {
      assignment.commit();
      settled = isMember() && !isOver();
    } catch (RebalanceInProgressException later) {
      // The next poll joins; the offsets are committed after that.
    }
  }

  /** Also while every turn has a transaction, and nothing else is to be committed. */
  private void report(long nowNanos) {
    tools.metrics.lag(intake.lag());
    tools.metrics.lookingBack(
        assignment.all().values().stream().filter(at -> at.lookBack().isPresent()).count());
    tools.metrics.held(holds.held(nowNanos).size());
  }
}
