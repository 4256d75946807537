package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.member.EpochUnit;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.member.MemberPhase;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.provider.Drift;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.provider.Tombstone;
import io.heliograph.reconciliation.writer.SelfState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One sharing group of one instance, as a state machine: {@link #handle} takes what happened and
 * returns what is to be done; nothing else comes in or goes out. It holds the group's rows in
 * memory and changes them only when the transaction that it asked for is done, so a process that
 * dies at any point is replaced by a node made from the rows.
 *
 * <p>At most one node of a group runs over all replicas of an instance: the shell holds a lock and
 * fences each transaction with it. One thread at a time; no clock: times are arguments, Unix
 * milliseconds. Equal inputs, seeds and rows give equal effects.
 */
public final class GroupNode {
  /** In which a restored source's own advertisements may come back. */
  private static final long RETURN_MILLIS = 600_000;

  private final NodeState state;
  private final long startedMillis;
  private final MemberRows rows;
  private final Works works;
  private final Exchanges exchanges;
  private final Audits audits;
  private final Quarantine quarantine;
  private final Joining joining;
  private final OwnSnapshots snapshots;

  /** Providers to be removed as soon as nothing of them is being applied. */
  private final Set<PeerId> removals = new HashSet<>();

  /**
   * Begins with what is durable.
   *
   * @param units what the epochs of the listed members count; rows of others are REMOVED already or
   *     become so
   * @param isKeyNew whether the instance's key was made just now: nobody can have seen it
   */
  public GroupNode(
      NodeSettings settings,
      Durable durable,
      Map<PeerId, EpochUnit> units,
      boolean isKeyNew,
      RandomGenerator random,
      long nowMillis) {
    state = new NodeState(settings, random);
    state.nowMillis = nowMillis;
    startedMillis = nowMillis;
    for (MemberRow row : durable.members()) {
      EpochUnit unit = units.get(row.id());
      Member member = new Member(row, unit == null ? EpochUnit.COUNTER : unit);
      if (unit == null) {
        member.remove();
      } else if (member.phase() == MemberPhase.REMOVED) {
        member.release();
      }
      state.members.put(row.id(), member);
    }
    units.forEach((id, unit) -> state.members.putIfAbsent(id, new Member(id, unit)));
    state.providers.putAll(durable.providers());
    for (Tombstone tombstone : durable.tombstones()) {
      state.tombstones.put(tombstone.provider(), tombstone);
    }
    works = new Works(state);
    rows = new MemberRows(state);
    quarantine = new Quarantine(state, rows, durable.evidence());
    audits = new Audits(state);
    exchanges = new Exchanges(state, rows, new Comparison(state, rows, works, audits), quarantine);
    joining = new Joining(state, isKeyNew);
    snapshots = new OwnSnapshots(state, joining, durable.self());
    works.runner().applier().onChange(snapshots::changed);
    works.restore(durable.work());
  }

  /**
   * Takes what happened and says what is to be done.
   *
   * @param nowMillis must not go back
   */
  public List<Effect> handle(Input input, long nowMillis) {
    state.nowMillis = Math.max(state.nowMillis, nowMillis);
    take(input);
    removeProviders();
    joining.tick();
    rows.tick();
    exchanges.poll();
    works.schedule();
    snapshots.tick();
    return state.takeEffects();
  }

  /** When the next {@link Input.Tick} is due; {@link Long#MAX_VALUE} for never. */
  public long wakeMillis() {
    long asked = Math.min(joining.wakeMillis(), exchanges.wakeMillis());
    long own = Math.min(works.wakeMillis(), Math.min(snapshots.wakeMillis(), rows.wakeMillis()));
    long forgotten = Long.MAX_VALUE;
    for (Tombstone tombstone : state.tombstones.values()) {
      forgotten = Math.min(forgotten, tombstone.untilMillis());
    }
    return Math.min(Math.min(asked, own), forgotten);
  }

  private void take(Input input) {
    switch (input) {
      case Input.Tick ignored -> forgetTombstones();
      case Input.HeadAnswered answer -> exchanges.headAnswered(answer);
      case Input.SnapshotAnswered answer -> {
        exchanges.snapshotAnswered(answer);
        audits.snapshotAnswered(answer);
      }
      case Input.AdsLookedUp answer -> exchanges.adsLookedUp(answer);
      case Input.AdAnswered answer -> works.runner().adAnswered(answer);
      case Input.ProviderHeadAnswered answer -> works.runner().headAnswered(answer);
      case Input.Committed answer -> state.committed(answer);
      case Input.AdApplied answer -> works.runner().applier().applied(answer);
      case Input.AdUndone answer -> works.runner().applier().undone(answer);
      case Input.SelfSeen answer -> joining.seen(answer);
      case Input.SelfLocked answer -> snapshots.locked(answer);
      case Input.SnapshotSigned answer -> snapshots.signed(answer);
      case Input.SnapshotStored ignored -> snapshots.stored();
      case Input.SnapshotCommitted ignored -> snapshots.committed();
      case Input.SnapshotFailed ignored -> snapshots.failed();
      case Input.ClockChecked(boolean trusted) -> snapshots.clockChecked(trusted);
      case Input.LocalAdPublished(PeerId provider, ProviderEntry entry) -> {
        state.providers.put(provider, entry);
        works.localChanged(provider);
        snapshots.changed(provider);
      }
      case Input.Poked(PeerId id) -> {
        Member member = state.members.get(id);
        if (member != null) {
          member.poked(state.nowMillis);
        }
      }
      case Input.ProofArrived arrived -> {
        if (quarantine.arrived(arrived.proof())) {
          exchanges.forget(arrived.proof().member());
        }
      }
      case Input.MemberListed(PeerId id, EpochUnit unit) -> list(id, unit);
      case Input.MemberUnlisted(PeerId id) -> unlist(id);
      case Input.MemberHeld(PeerId id) -> hold(id);
      case Input.MemberReleased(PeerId id) -> release(id);
      case Input.ProviderRemoved(PeerId id) -> removals.add(id);
    }
  }

  private void list(PeerId id, EpochUnit unit) {
    Member known = state.members.get(id);
    if (known == null) {
      state.members.put(id, new Member(id, unit));
    } else if (known.phase() == MemberPhase.REMOVED) {
      release(id);
    }
  }

  private void unlist(PeerId id) {
    Member member = state.members.get(id);
    if (member != null && member.phase() != MemberPhase.REMOVED) {
      member.remove();
      exchanges.forget(id);
      rows.save(member);
    }
  }

  private void hold(PeerId id) {
    Member member = state.members.get(id);
    if (member != null && member.phase().isTrusted()) {
      member.hold(null);
      exchanges.forget(id);
      rows.save(member);
    }
  }

  private void release(PeerId id) {
    Member member = state.members.get(id);
    if (member != null && !member.phase().isTrusted()) {
      member.release();
      quarantine.release(id);
      exchanges.forget(id);
      rows.save(member);
    }
  }

  private void removeProviders() {
    for (PeerId provider : List.copyOf(removals)) {
      if (works.running(provider) == null && !state.removing.contains(provider)) {
        removals.remove(provider);
        ProviderEntry entry = state.providers.get(provider);
        if (entry != null) {
          remove(new Tombstone(provider, entry.last(), state.nowMillis + Tombstone.KEPT_MILLIS));
        }
      }
    }
  }

  private void remove(Tombstone tombstone) {
    PeerId provider = tombstone.provider();
    state.removing.add(provider);
    state.commit(
        List.of(new Write.RemoveProvider(tombstone)),
        done -> {
          state.removing.remove(provider);
          works.freed();
          if (done) {
            state.tombstones.put(provider, tombstone);
            state.providers.remove(provider);
            snapshots.changed(provider);
          } else {
            removals.add(provider);
          }
        });
  }

  private void forgetTombstones() {
    for (Tombstone tombstone : List.copyOf(state.tombstones.values())) {
      if (tombstone.untilMillis() <= state.nowMillis) {
        state.tombstones.remove(tombstone.provider());
        state.commit(List.of(new Write.DropTombstone(tombstone.provider())), done -> {});
      }
    }
  }

  /** Whether a requester may be served: members that are listed. */
  public boolean mayServe(PeerId requester) {
    Member member = state.members.get(requester);
    return member != null && member.phase().isServed();
  }

  /**
   * Whether a source of this instance may go on with its chain: after a restore its own later
   * advertisements come back from the members first. Only for the first minutes: else a member
   * could stop a source by claiming what does not exist.
   */
  public boolean mayPublish(PeerId provider) {
    boolean settled =
        state.nowMillis - startedMillis >= RETURN_MILLIS || !works.isLookedInto(provider);
    return joining.isOver() && settled && !works.isApplied(provider);
  }

  /** Clock and epoch of the newest own snapshot. */
  public SelfState self() {
    return snapshots.self();
  }

  /** How far each provider is applied. */
  public Map<PeerId, ProviderEntry> providers() {
    return Map.copyOf(state.providers);
  }

  /** What the metrics show. */
  public Figures figures() {
    Map<PeerId, MemberPhase> phases = new HashMap<>();
    state.members.forEach((id, member) -> phases.put(id, member.phase()));
    Map<PeerId, AdRef> here = new HashMap<>();
    state.providers.forEach((id, entry) -> here.put(id, entry.ref()));
    Map<PeerId, Drift> drift = new HashMap<>();
    state.claims.forEach((id, facts) -> drift.put(id, Drift.between(here, facts.providers())));
    return new Figures(phase(phases), phases, drift, works.count());
  }

  private Figures.InstancePhase phase(Map<PeerId, MemberPhase> phases) {
    if (!joining.isOver()) {
      return Figures.InstancePhase.JOINING;
    }
    long away = phases.values().stream().filter(MemberPhase.UNREACHABLE::equals).count();
    return away * 2 > phases.size() ? Figures.InstancePhase.DEGRADED : Figures.InstancePhase.ACTIVE;
  }
}
