package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.Alert;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.snapshot.SnapshotRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sees every durable change of every honest instance and holds it against the invariants. */
final class Oracle {
  private final Map<PeerId, Map<Long, Cid>> byClock = new HashMap<>();
  private final Map<PeerId, SnapshotRef> newest = new HashMap<>();
  private static final Set<AlertKind> HARMLESS =
      Set.of(
          AlertKind.EXCHANGE_FAILING,
          AlertKind.EXCHANGE_DEAD,
          AlertKind.DRIFT,
          AlertKind.PROVIDERS_WAITING);

  private final Set<PeerId> honest = new HashSet<>();
  private final Set<PeerId> forked = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  /** Nobody may be told that an honest member misbehaved. */
  void alerted(Alert alert) {
    count("alert " + alert.kind());
    check(
        !honest.contains(alert.about()) || HARMLESS.contains(alert.kind()),
        "an honest member was accused: " + alert);
  }

  void isHonest(PeerId instance) {
    boolean unused = honest.add(instance);
  }

  /** An own snapshot became durable (invariants I3 and I4), over all restores as well. */
  void committed(PeerId instance, SignedSnapshot snapshot) {
    SnapshotRef ref = snapshot.ref();
    Map<Long, Cid> known = byClock.computeIfAbsent(instance, id -> new HashMap<>());
    Cid other = known.put(ref.vc(), ref.cid());
    check(other == null || other.equals(ref.cid()), "two snapshots with vc " + ref.vc());
    SnapshotRef before = newest.put(instance, ref);
    check(
        before == null || (ref.vc() > before.vc() && ref.epoch() > before.epoch()),
        "clock or epoch fell: " + before + " -> " + ref);
    count("snapshots");
  }

  /** An advertisement is processed (invariants I1 and I2). */
  void applied(
      MemoryDatabase database,
      ProcessedAd ad,
      @Nullable ProviderEntry before,
      ProviderEntry after) {
    Cid previous = ad.previous();
    check(
        previous == null
            || database.processed.containsKey(previous)
            || previous.equals(after.truncatedAt()),
        "a gap below " + ad.cid());
    check(
        before == null || before.last().equals(previous) || after.truncatedAt() != null,
        "the entry left its chain: " + before + " -> " + after);
    count("applied");
  }

  /** An advertisement was undone: only one whose publisher forked may be. */
  void undone(PeerId provider) {
    check(forked.contains(provider), "undone though nobody forked: " + provider);
    count("undone");
  }

  /** This provider publishes two chains. */
  void forks(PeerId provider) {
    boolean unused = forked.add(provider);
  }

  /** The floor of a member. */
  void seen(@Nullable MemberRow before, MemberRow after) {
    SignedSnapshot old = before == null ? null : before.seen();
    SignedSnapshot now = after.seen();
    if (old != null && now != null) {
      check(
          now.ref().vc() >= old.ref().vc() || now.ref().epoch() > old.ref().epoch(),
          "a member's floor fell: " + old.ref() + " -> " + now.ref());
    }
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
