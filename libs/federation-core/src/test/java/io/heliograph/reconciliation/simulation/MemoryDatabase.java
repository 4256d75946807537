package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.node.Durable;
import io.heliograph.reconciliation.node.Effect;
import io.heliograph.reconciliation.node.WorkRow;
import io.heliograph.reconciliation.node.Write;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.provider.Tombstone;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.writer.SelfState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one instance's group: each method is one transaction. Survives its process. */
final class MemoryDatabase {
  final PeerId owner;
  SelfState self = SelfState.NONE;
  @Nullable SignedSnapshot head;
  final Map<Cid, SnapshotFacts> snapshots = new HashMap<>();
  final Map<PeerId, MemberRow> members = new HashMap<>();
  final Map<PeerId, ProviderEntry> providers = new HashMap<>();
  final Map<PeerId, Tombstone> tombstones = new HashMap<>();
  final Map<WorkRow.Key, WorkRow> work = new LinkedHashMap<>();
  final Map<PeerId, EquivocationProof> evidence = new HashMap<>();
  final Map<Cid, ProcessedAd> processed = new HashMap<>();
  final Map<Cid, AdFacts> ads = new HashMap<>();

  private final Oracle oracle;

  MemoryDatabase(PeerId owner, Oracle oracle) {
    this.owner = owner;
    this.oracle = oracle;
  }

  /** A backup, as of now. */
  MemoryDatabase copy() {
    MemoryDatabase copy = new MemoryDatabase(owner, oracle);
    copy.self = self;
    copy.head = head;
    copy.snapshots.putAll(snapshots);
    copy.members.putAll(members);
    copy.providers.putAll(providers);
    copy.tombstones.putAll(tombstones);
    copy.work.putAll(work);
    copy.evidence.putAll(evidence);
    copy.processed.putAll(processed);
    copy.ads.putAll(ads);
    return copy;
  }

  Durable durable() {
    return new Durable(
        self,
        List.copyOf(members.values()),
        Map.copyOf(providers),
        List.copyOf(tombstones.values()),
        List.copyOf(work.values()),
        List.copyOf(evidence.values()));
  }

  Map<PeerId, AdRef> map() {
    Map<PeerId, AdRef> map = new HashMap<>();
    providers.forEach((id, entry) -> map.put(id, entry.ref()));
    return map;
  }

  boolean isChanged() {
    SnapshotFacts newest = self.head() == null ? null : snapshots.get(self.head());
    return newest == null || !newest.providers().equals(map());
  }

  void commit(List<Write> writes) {
    for (Write write : writes) {
      switch (write) {
        case Write.PutMember(MemberRow row) -> oracle.seen(members.put(row.id(), row), row);
        case Write.PutWork(WorkRow row) -> work.merge(key(row), row, MemoryDatabase::further);
        case Write.DropWork(WorkRow.Key key) -> work.remove(key);
        case Write.PutEvidence(EquivocationProof proof) -> evidence.put(proof.member(), proof);
        case Write.RemoveProvider(Tombstone tombstone) -> {
          providers.remove(tombstone.provider());
          tombstones.put(tombstone.provider(), tombstone);
        }
        case Write.DropTombstone(PeerId provider) -> tombstones.remove(provider);
      }
    }
  }

  private static WorkRow.Key key(WorkRow row) {
    return new WorkRow.Key(row.provider(), row.target().cid());
  }

  private static WorkRow further(WorkRow old, WorkRow row) {
    return row.progress() == null ? old : row;
  }

  void commitSnapshot(SignedSnapshot signed, SnapshotFacts facts) {
    oracle.committed(owner, signed);
    snapshots.put(signed.ref().cid(), facts);
    head = signed;
    self = new SelfState(signed.ref().vc(), signed.ref().epoch(), signed.ref().cid());
  }

  void apply(Effect.ApplyAd effect) {
    Cid cid = effect.step().cid();
    if (processed.containsKey(cid)) {
      oracle.count("applied again");
      return;
    }
    AdFacts ad = Objects.requireNonNull(ads.get(cid), "applied without its block");
    ProcessedAd done = new ProcessedAd(cid, effect.provider(), ad.previous(), effect.height());
    ProviderEntry after = new ProviderEntry(cid, effect.height(), effect.truncatedAt());
    oracle.applied(this, done, providers.get(effect.provider()), after);
    processed.put(cid, done);
    providers.put(effect.provider(), after);
  }

  /** Undoes the newest one; gives the entry afterwards. */
  @Nullable ProviderEntry undo(PeerId provider, Cid cid) {
    ProviderEntry entry = providers.get(provider);
    if (entry == null || !entry.last().equals(cid)) {
      return entry;
    }
    ProcessedAd gone = Objects.requireNonNull(processed.remove(cid));
    oracle.undone(provider);
    Cid previous = gone.previous();
    ProcessedAd below = previous == null ? null : processed.get(previous);
    if (below == null) {
      providers.remove(provider);
      return null;
    }
    ProviderEntry after = new ProviderEntry(below.cid(), below.height(), entry.truncatedAt());
    providers.put(provider, after);
    return after;
  }

  /** A source of this instance publishes: block, processed row and entry in one transaction. */
  ProviderEntry publish(AdFacts ad) {
    ProviderEntry before = providers.get(ad.provider());
    long height = before == null ? 1 : before.height() + 1;
    ProviderEntry after = new ProviderEntry(ad.cid(), height, null);
    ProcessedAd done = new ProcessedAd(ad.cid(), ad.provider(), ad.previous(), height);
    oracle.applied(this, done, before, after);
    ads.put(ad.cid(), ad);
    processed.put(ad.cid(), done);
    providers.put(ad.provider(), after);
    return after;
  }
}
