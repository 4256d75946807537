package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is ours now. A change is written only while the taking lasts that it was made in: one that
 * waited while the partition went to another replica and came back would undo what that one wrote.
 * Thread-safe but where it says otherwise.
 */
final class Takings {
  private final AtomicLong last = new AtomicLong();
  private volatile @Nullable GroupMember member;

  /** Of the last attempt to write; the store's thread has it, and the next. */
  private @Nullable GroupMember attempted;

  /** What we hold as this member is read from the log again: none of it is written any more. */
  private String voidMemberId = "";

  private final Map<PartitionId, Long> numbers = new ConcurrentHashMap<>();

  /** Our membership from now, or null while we have none. */
  void membership(@Nullable GroupMember current) {
    member = current;
  }

  /**
   * Our membership for an attempt to write, or null while what we hold is not to be written: after
   * another writer took our place what was collected is gone, and what the event loops still hold
   * does not fit to the log until the partitions are taken again, as another member. For one
   * thread.
   */
  @Nullable GroupMember standing() {
    GroupMember current = member;
    attempted = current == null || current.memberId().equals(voidMemberId) ? null : current;
    return attempted;
  }

  /** Another writer took our place before or in the last attempt. Of that same thread. */
  void fenced() {
    voidMemberId = attempted == null ? voidMemberId : attempted.memberId();
  }

  /** The partition is ours from now. */
  Taking begin(PartitionId id) {
    Taking taking = new Taking(id, last.incrementAndGet());
    numbers.put(id, taking.number());
    return taking;
  }

  /** The partition is not ours any more. */
  void end(PartitionId id) {
    numbers.remove(id);
  }

  /** The taking of that partition that lasts, or null. */
  @Nullable Taking of(PartitionId id) {
    Long number = numbers.get(id);
    return number == null ? null : new Taking(id, number);
  }

  boolean lasts(PartitionId id, long number) {
    return Long.valueOf(number).equals(numbers.get(id));
  }
}
