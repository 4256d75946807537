package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.state.GroupMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The group that shares the partitions, as Kafka's coordinator keeps it: a member that is silent
 * for six seconds is thrown out; a partition goes to another only when its owner has given it back
 * or was thrown out. What a member learns, it learns at its next poll.
 */
final class MemoryGroup {
  static final long SESSION_MILLIS = 6_000;
  static final long HEARTBEAT_MILLIS = 1_500;

  /** A member with what it has been told. */
  static final class Member {
    final VirtualProcess process;
    final String id;
    long heardMillis;

    /** The generation that it has joined; proofs of former ones are refused. */
    int generation;

    final Set<PartitionId> told = new HashSet<>();

    Member(VirtualProcess process, String id, long nowMillis) {
      this.process = process;
      this.id = id;
      this.heardMillis = nowMillis;
    }
  }

  /** What a member proves. */
  record Membership(Member member, int generation, Set<PartitionId> assigned)
      implements GroupMember {
    Membership {
      assigned = Set.copyOf(assigned);
    }

    @Override
    public String memberId() {
      return member.id;
    }
  }

  private final List<PartitionId> partitions;
  private final List<Member> members = new ArrayList<>();

  /** Who owns what; a partition that is given back stands here until that is done. */
  private final Map<PartitionId, Member> owners = new LinkedHashMap<>();

  private Map<PartitionId, Member> wanted = new LinkedHashMap<>();
  private int generation;
  private int joins;

  MemoryGroup(List<PartitionId> partitions) {
    this.partitions = List.copyOf(partitions);
  }

  Member join(VirtualProcess process, long nowMillis) {
    Member member = new Member(process, process.name + '-' + joins++, nowMillis);
    members.add(member);
    balance(0);
    return member;
  }

  void leave(Member member) {
    if (members.remove(member)) {
      owners.values().removeIf(owner -> owner == member);
      balance(0);
    }
  }

  boolean knows(Member member) {
    return members.contains(member);
  }

  /** Whether a process is a member. */
  boolean has(VirtualProcess process) {
    return members.stream().anyMatch(member -> member.process == process);
  }

  @Nullable VirtualProcess ownerOf(PartitionId id) {
    Member owner = owners.get(id);
    return owner == null ? null : owner.process;
  }

  /** Throws out whoever was silent for too long. */
  void expire(long nowMillis) {
    for (Member member : List.copyOf(members)) {
      if (nowMillis - member.heardMillis > SESSION_MILLIS) {
        leave(member);
      }
    }
  }

  /** Whether a proof is good. */
  boolean accepts(Membership proof) {
    return members.contains(proof.member) && proof.generation == proof.member.generation;
  }

  /** Shares the partitions anew, another share each time. */
  void balance(int turn) {
    wanted = new LinkedHashMap<>();
    for (int i = 0; i < partitions.size() && !members.isEmpty(); i++) {
      wanted.put(partitions.get(i), members.get((i + turn) % members.size()));
    }
    assign();
  }

  /** Gives what nobody has, or what its owner has not heard of yet, to whom it is meant for. */
  private void assign() {
    generation++;
    wanted.forEach(
        (id, member) -> {
          Member owner = owners.get(id);
          if (owner == null || !owner.told.contains(id)) {
            owners.put(id, member);
          }
        });
  }

  /** What is not the member's any more as soon as it has given it back. */
  Set<PartitionId> toGiveBack(Member member) {
    Set<PartitionId> gone = new HashSet<>();
    for (PartitionId id : member.told) {
      if (owners.get(id) == member && wanted.get(id) != member) {
        gone.add(id);
      }
    }
    return gone;
  }

  void gaveBack(Member member, Set<PartitionId> ids) {
    if (members.contains(member)) {
      ids.forEach(id -> owners.remove(id, member));
      assign();
    }
    member.told.removeAll(ids);
  }

  /** What is the member's and it has not been told yet. */
  Set<PartitionId> news(Member member) {
    Set<PartitionId> fresh = new HashSet<>();
    owners.forEach(
        (id, owner) -> {
          if (owner == member && wanted.get(id) == member && !member.told.contains(id)) {
            fresh.add(id);
          }
        });
    return fresh;
  }

  /** Whether there is a generation that the member has not joined. */
  boolean hasMovedOn(Member member) {
    return member.generation != generation;
  }

  void joined(Member member) {
    member.generation = generation;
  }
}
