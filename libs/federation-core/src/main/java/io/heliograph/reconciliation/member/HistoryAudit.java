package io.heliograph.reconciliation.member;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.snapshot.SnapshotRef;
import org.jspecify.annotations.Nullable;

/**
 * The daily look into a member's past: 16 links back, along which the vector clock must fall
 * strictly and the epoch must not rise (contract federation.md, section 3.3). One thread at a time.
 */
public final class HistoryAudit {
  /** Between two audits of one member. */
  public static final long EVERY_MILLIS = 86_400_000;

  private static final int LINKS_MAX = 16;

  private SnapshotRef newer;
  private @Nullable Cid next;
  private int links;

  /** Begins at the newest snapshot that was accepted. */
  public HistoryAudit(SnapshotFacts newest) {
    newer = newest.ref();
    next = newest.previous();
  }

  /** The snapshot to fetch; absent at the end. */
  public @Nullable Cid next() {
    return links < LINKS_MAX ? next : null;
  }

  /** The snapshot that {@link #next} named; answers with an alert when it is out of order. */
  public @Nullable AlertKind found(SnapshotFacts older) {
    boolean falls = older.ref().vc() < newer.vc() && older.ref().epoch() <= newer.epoch();
    newer = older.ref();
    next = falls ? older.previous() : null;
    links++;
    return falls ? null : AlertKind.CHAIN_NOT_MONOTONIC;
  }

  /** History ends there. */
  public void missing() {
    next = null;
  }
}
