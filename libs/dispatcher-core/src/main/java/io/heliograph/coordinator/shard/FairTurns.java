package io.heliograph.coordinator.shard;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its turn at something that only one can use, shared by those who have cost least:
 * first among the groups at the top, then among the members of a group, and so on down a path of
 * names. What a turn cost is known after it, so whoever took long waits longer next time, however
 * many members ask for it. Whoever asks seldom is served next.
 *
 * <p>Start-time fair queueing: each member has a time that grows with what it costs; the least one
 * is next; one that comes again begins a little before the time of the one served last, so that who
 * takes little is next however many take all they can, a rest is worth no more than that, and use
 * without competition is no debt. Not thread-safe.
 *
 * @param <T> what waits
 */
public final class FairTurns<T> {
  private static final int MEMBERS_MIN = 4_096;

  private final Map<String, Integer> weights;
  private final double headStart;
  private final Member root = new Member(null, 1);
  private int size;
  private int members;

  /** Beyond it those with nothing that waits are dropped. */
  private int membersMax = MEMBERS_MIN;

  private long orders;

  /** A member with others below it, or at the end of a path, with items. */
  private final class Member {
    final @Nullable Member above;
    final int weight;
    final Map<String, Member> below = new HashMap<>();
    final TreeSet<Member> waiting =
        new TreeSet<>(
            Comparator.<Member>comparingDouble(one -> one.time)
                .thenComparingLong(one -> one.order));
    final ArrayDeque<T> items = new ArrayDeque<>();
    double time = Double.NEGATIVE_INFINITY;

    /** The time of the one below that was served last. */
    double floor;

    /**
     * Of those with the same time one that has cost nothing lately is first, then the one that has
     * waited longest.
     */
    long order;

    boolean waits;

    Member(@Nullable Member above, int weight) {
      this.above = above;
      this.weight = weight;
    }

    boolean hasNothing() {
      return items.isEmpty() && waiting.isEmpty();
    }
  }

  /** Turns of which all groups get the same, without a head start. */
  public FairTurns() {
    this(Map.of(), 0);
  }

  /**
   * Turns of which some groups at the top get several times as much.
   *
   * @param weights by the first name of a path; 1 for those that are not named
   * @param headStart what one that comes again may cost before it is like those that never rest
   */
  public FairTurns(Map<String, Integer> weights, double headStart) {
    this.headStart = headStart;
    this.weights = Map.copyOf(weights);
  }

  /** How many wait. */
  public int size() {
    return size;
  }

  /** Waits for its turn as one of that path's, behind what waits there. */
  public void add(List<String> path, T item) {
    if (members > membersMax) {
      forgetIdle();
    }
    Member member = root;
    for (int i = 0; i < path.size(); i++) {
      member = below(member, path.get(i), i == 0);
    }
    member.items.add(item);
    size++;
    for (Member above = member.above;
        above != null && !member.waits;
        member = above, above = member.above) {
      member.waits = true;
      orders++;
      double start = above.floor - headStart;
      member.order = member.time <= start ? -orders : orders;
      member.time = Math.max(member.time, start);
      above.waiting.add(member);
    }
  }

  private Member below(Member above, String name, boolean top) {
    return above.below.computeIfAbsent(
        name,
        missing -> {
          members++;
          return new Member(above, top ? weights.getOrDefault(missing, 1) : 1);
        });
  }

  /** Takes out what is next, or null when nothing waits. */
  public @Nullable T next() {
    return next(item -> true);
  }

  /** Takes out the first that may be served now, in the order of the turns, or null. */
  public @Nullable T next(Predicate<? super T> may) {
    return next(root, may);
  }

  private @Nullable T next(Member member, Predicate<? super T> may) {
    for (Iterator<T> items = member.items.iterator(); items.hasNext(); ) {
      T item = items.next();
      if (may.test(item)) {
        items.remove();
        size--;
        return item;
      }
    }
    for (Iterator<Member> waiting = member.waiting.iterator(); waiting.hasNext(); ) {
      Member below = waiting.next();
      T found = next(below, may);
      if (found != null) {
        member.floor = Math.max(member.floor, below.time);
        if (below.hasNothing()) {
          waiting.remove();
          below.waits = false;
        }
        return found;
      }
    }
    return null;
  }

  /** A turn of that path has cost so much, above 0, in whatever unit all of them are counted. */
  public void charge(List<String> path, double cost) {
    Member member = root;
    for (int i = 0; i < path.size(); i++) {
      Member above = member;
      member = below(above, path.get(i), i == 0);
      if (member.waits) {
        above.waiting.remove(member);
      }
      member.time = Math.max(member.time, above.floor - headStart) + cost / member.weight;
      if (member.waits) {
        above.waiting.add(member);
      }
    }
  }

  /** Drops those with nothing that waits; what they cost lately is forgiven when there are many. */
  private void forgetIdle() {
    members = 0;
    forgetIdle(root);
    membersMax = Math.max(MEMBERS_MIN, 2 * members);
  }

  private void forgetIdle(Member member) {
    member.below.values().removeIf(Member::hasNothing);
    member.below.values().forEach(this::forgetIdle);
    members += member.below.size();
  }

  /** Members that are remembered. */
  int members() {
    return members;
  }
}
