package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.provider.WalkProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All claims that are looked into: at most one of each provider at a time, so that the local chain
 * stands still below a walk, and a bounded number in all, each provider in its turn. A claim that
 * waits for something lets the others of its provider pass. {@link WorkRunner} does the work.
 */
final class Works {
  private final NodeState state;
  private final WorkRunner runner;
  private final Map<PeerId, Deque<Work>> queued = new LinkedHashMap<>();
  private final Map<PeerId, Work> running = new LinkedHashMap<>();
  private final Map<PeerId, Integer> perMember = new HashMap<>();
  private long nothingUntilMillis;

  Works(NodeState state) {
    this.state = state;
    runner = new WorkRunner(state, this);
  }

  void restore(List<WorkRow> rows) {
    add(rows);
  }

  WorkRunner runner() {
    return runner;
  }

  boolean has(PeerId provider) {
    return queued.containsKey(provider) || running.containsKey(provider);
  }

  /** Whether a claim of it is being carried out. */
  boolean isApplied(PeerId provider) {
    Work work = running.get(provider);
    return work != null && work.plan != null;
  }

  /** Whether a claim of it is open and does not wait for anything. */
  boolean isLookedInto(PeerId provider) {
    return running.containsKey(provider)
        || queued.getOrDefault(provider, new ArrayDeque<>()).stream()
            .anyMatch(work -> work.notBeforeMillis <= state.nowMillis);
  }

  /** Advertisements on the stacks of claims that rest. */
  long stackedAds() {
    long ads = 0;
    for (Deque<Work> waiting : queued.values()) {
      for (Work work : waiting) {
        WalkProgress progress = work.row.progress();
        ads += progress == null ? 0 : progress.newestFirst().size();
      }
    }
    return ads;
  }

  /** Claims of a member that are not done. */
  int count(PeerId member) {
    return perMember.getOrDefault(member, 0);
  }

  int count() {
    return perMember.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Nullable Work running(PeerId provider) {
    return running.get(provider);
  }

  void hintWrong(PeerId id) {
    Member member = state.members.get(id);
    if (member != null) {
      member
          .hintWrong()
          .ifPresent(kind -> state.raise(kind, id, "its height hints are no longer read"));
    }
  }

  /** Claims that newer ones of the same member and provider replace, unless they run. */
  List<WorkRow.Key> supersededBy(List<WorkRow> rows) {
    List<WorkRow.Key> keys = new ArrayList<>();
    for (WorkRow row : rows) {
      for (Work work : queued.getOrDefault(row.provider(), new ArrayDeque<>())) {
        if (isSuperseded(work, row)) {
          keys.add(work.row.key());
        }
      }
    }
    return keys;
  }

  private static boolean isSuperseded(Work work, WorkRow row) {
    return work.row.member().equals(row.member()) && !work.row.key().equals(row.key());
  }

  void add(List<WorkRow> rows) {
    nothingUntilMillis = 0;
    for (WorkRow row : rows) {
      Work current = running.get(row.provider());
      Deque<Work> waiting = queued.computeIfAbsent(row.provider(), provider -> new ArrayDeque<>());
      List<Work> gone = waiting.stream().filter(work -> isSuperseded(work, row)).toList();
      gone.forEach(work -> uncount(work.row.member()));
      waiting.removeAll(gone);
      boolean known =
          (current != null && current.row.key().equals(row.key()))
              || waiting.stream().anyMatch(work -> work.row.key().equals(row.key()));
      if (!known) {
        waiting.add(new Work(row));
        perMember.merge(row.member(), 1, Integer::sum);
      }
      if (waiting.isEmpty()) {
        queued.remove(row.provider());
      }
    }
  }

  private void uncount(PeerId member) {
    perMember.computeIfPresent(member, (id, count) -> count == 1 ? null : count - 1);
  }

  /** Begins what there is room for. */
  void schedule() {
    int room = state.settings.bounds().walksMax() - running.size();
    if (room <= 0 || state.nowMillis < nothingUntilMillis) {
      return;
    }
    List<Work> ready = new ArrayList<>();
    long next = Long.MAX_VALUE;
    for (Map.Entry<PeerId, Deque<Work>> entry : queued.entrySet()) {
      if (ready.size() == room) {
        break;
      }
      if (isFree(entry.getKey())) {
        Work first = null;
        for (Work work : entry.getValue()) {
          if (first == null && work.notBeforeMillis <= state.nowMillis) {
            first = work;
          }
          next = Math.min(next, work.notBeforeMillis);
        }
        if (first != null) {
          ready.add(first);
        }
      }
    }
    for (Work work : ready) {
      PeerId provider = work.row.provider();
      unqueue(provider, work);
      running.put(provider, work);
    }
    // Nothing else can begin before that, unless a claim comes or ends.
    nothingUntilMillis = ready.size() == room ? 0 : Math.max(next, state.nowMillis + 1);
    ready.forEach(runner::start);
  }

  private boolean isFree(PeerId provider) {
    return !running.containsKey(provider) && !state.removing.contains(provider);
  }

  private void unqueue(PeerId provider, Work work) {
    Deque<Work> waiting = queued.get(provider);
    if (waiting != null) {
      boolean unused = waiting.remove(work);
      if (waiting.isEmpty()) {
        queued.remove(provider);
      }
    }
  }

  long wakeMillis() {
    boolean full = running.size() >= state.settings.bounds().walksMax();
    return full || queued.isEmpty() ? Long.MAX_VALUE : nothingUntilMillis;
  }

  /** A provider may be worked on again. */
  void freed() {
    nothingUntilMillis = 0;
  }

  /** The local chain changed below a walk: it begins again. */
  void localChanged(PeerId provider) {
    Work work = running.get(provider);
    if (work != null && work.plan == null) {
      work.restart();
      pause(work, 0);
    }
  }

  /** The claim waits, behind the others of its provider and behind the other providers. */
  void pause(Work work, long millis) {
    PeerId provider = work.row.provider();
    if (running.remove(provider, work)) {
      nothingUntilMillis = 0;
      work.notBeforeMillis = state.nowMillis + millis;
      Deque<Work> waiting = queued.remove(provider);
      Deque<Work> behind = waiting == null ? new ArrayDeque<>() : waiting;
      behind.add(work);
      queued.put(provider, behind);
    }
  }

  /** The claim is done, and so is its row. */
  void drop(Work work) {
    PeerId provider = work.row.provider();
    state.commit(
        List.of(new Write.DropWork(work.row.key())),
        done -> {
          if (!done) {
            work.restart();
            pause(work, state.settings.bounds().retryMillis());
          } else if (running.remove(provider, work)) {
            nothingUntilMillis = 0;
            PeerId member = work.row.member();
            uncount(member);
            Member claimant = state.members.get(member);
            if (claimant != null && count(member) == 0) {
              claimant.worked();
            }
          }
        });
  }
}
