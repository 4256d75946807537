package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.member.MemberPhase;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.provider.Admission;
import io.heliograph.reconciliation.provider.Drift;
import io.heliograph.reconciliation.provider.DriftWatch;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.provider.Tombstone;
import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a member's map with the own one and makes the differences work, in one transaction with
 * the member's new floor (contract federation.md, section 3.4, invariant I5). Unknown providers
 * above the member's quota wait; the same map is then compared again.
 */
final class Comparison {
  private final NodeState state;
  private final MemberRows memberRows;
  private final Works works;
  private final Audits audits;
  private final Map<PeerId, Admission> admissions = new HashMap<>();
  private final Map<PeerId, DriftWatch> drifts = new HashMap<>();
  private final Set<PeerId> waiting = new HashSet<>();

  Comparison(NodeState state, MemberRows rows, Works works, Audits audits) {
    this.state = state;
    memberRows = rows;
    this.works = works;
    this.audits = audits;
  }

  /** Whether providers of this member wait whose turn has come. */
  boolean isDueAgain(Member member) {
    return againMillis(member) <= state.nowMillis;
  }

  long againMillis(Member member) {
    boolean waits =
        !waiting.isEmpty()
            && waiting.contains(member.id())
            && member.phase().isTrusted()
            && state.claims.containsKey(member.id());
    return waits ? admission(member.id()).opensMillis() : Long.MAX_VALUE;
  }

  /** Sorts the entries: what is unknown, what differs; what is equal or not let in is neither. */
  Exchange.LookingUp begin(
      Member member, @Nullable SignedHead head, SnapshotFacts facts, boolean accepts) {
    Map<PeerId, AdRef> unknown = new LinkedHashMap<>();
    Map<PeerId, AdRef> differing = new LinkedHashMap<>();
    int left = 0;
    List<PeerId> order = new ArrayList<>(facts.providers().keySet());
    order.sort(null);
    // In the map's own order low peer ids would always come first.
    state.shuffle(order);
    for (PeerId provider : order) {
      AdRef claimed = facts.providers().get(provider);
      ProviderEntry local = state.providers.get(provider);
      Tombstone tombstone = state.tombstones.get(provider);
      if (claimed == null || !state.settings.policy().lets(provider)) {
        continue;
      }
      if (tombstone != null) {
        if (!tombstone.last().equals(claimed.cid())) {
          differing.put(provider, claimed);
        }
      } else if (local != null) {
        if (!local.last().equals(claimed.cid())) {
          differing.put(provider, claimed);
        }
      } else if (works.has(provider) || admission(member.id()).take(state.nowMillis)) {
        unknown.put(provider, claimed);
      } else {
        left++;
      }
    }
    wait(member, left);
    return new Exchange.LookingUp(head, facts, accepts, unknown, differing);
  }

  private void wait(Member member, int left) {
    if (left == 0) {
      boolean unused = waiting.remove(member.id());
    } else if (waiting.add(member.id())) {
      state.raise(AlertKind.PROVIDERS_WAITING, member.id(), left + " new providers wait");
    }
  }

  private Admission admission(PeerId member) {
    NodeSettings.Bounds bounds = state.settings.bounds();
    return admissions.computeIfAbsent(
        member, id -> new Admission(bounds.newProvidersMax(), bounds.newProvidersWindowMillis()));
  }

  /** Makes work of what is not processed, and the floor move with it. */
  void end(
      Member member,
      Exchange.LookingUp found,
      Map<Cid, ProcessedAd> processed,
      Consumer<Boolean> then) {
    List<WorkRow> rows = new ArrayList<>();
    found.unknown().forEach((provider, claimed) -> rows.add(row(member, provider, claimed)));
    found
        .differing()
        .forEach(
            (provider, claimed) -> {
              ProcessedAd ad = processed.get(claimed.cid());
              if (ad == null || !ad.provider().equals(provider)) {
                rows.add(row(member, provider, claimed));
              } else if (isWrong(claimed, ad)) {
                works.hintWrong(member.id());
              }
            });
    SignedHead head = found.head();
    SignedSnapshot snapshot =
        found.accepts() && head != null ? new SignedSnapshot(head, found.facts().ref()) : null;
    List<Write> writes = new ArrayList<>();
    rows.forEach(row -> writes.add(new Write.PutWork(row)));
    works.supersededBy(rows).forEach(key -> writes.add(new Write.DropWork(key)));
    if (snapshot != null) {
      MemberPhase phase = rows.isEmpty() ? MemberPhase.SYNCED : MemberPhase.RECONCILING;
      writes.add(new Write.PutMember(new MemberRow(member.id(), phase, snapshot, null)));
    }
    if (writes.isEmpty()) {
      taken(member, found, snapshot, rows);
      then.accept(true);
      return;
    }
    state.commit(
        writes,
        done -> {
          if (done) {
            taken(member, found, snapshot, rows);
          }
          then.accept(done);
        });
  }

  private void taken(
      Member member,
      Exchange.LookingUp found,
      @Nullable SignedSnapshot snapshot,
      List<WorkRow> rows) {
    works.add(rows);
    if (!member.phase().isTrusted()) {
      // It was held meanwhile, and its row says that it was accepted: that must not stay.
      memberRows.save(member);
      return;
    }
    if (snapshot != null) {
      watch(member);
      member.accepted(snapshot, works.count(member.id()) > 0);
      audits.accepted(member, found.facts());
    }
    state.claims.put(member.id(), found.facts());
  }

  /** What is still lacking of its snapshot before. */
  private void watch(Member member) {
    SnapshotFacts before = state.claims.get(member.id());
    if (before != null) {
      Map<PeerId, AdRef> here = new HashMap<>();
      state.providers.forEach((id, entry) -> here.put(id, entry.ref()));
      int lacking = Drift.between(here, before.providers()).lacking();
      DriftWatch watch = drifts.computeIfAbsent(member.id(), id -> new DriftWatch());
      if (watch.observe(lacking, before.providers().size())) {
        state.raise(AlertKind.DRIFT, member.id(), lacking + " of its providers lack here");
      }
    }
  }

  private WorkRow row(Member member, PeerId provider, AdRef claimed) {
    return new WorkRow(provider, claimed, member.id(), null);
  }

  private static boolean isWrong(AdRef claimed, ProcessedAd ad) {
    return claimed.height() != AdRef.UNKNOWN
        && ad.height() != AdRef.UNKNOWN
        && claimed.height() != ad.height();
  }
}
