package io.heliograph.reconciliation.member;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The walk along {@code previous} in search of one snapshot. Bounded by its steps; a link that is
 * missing is the end of history and no error (contract federation.md, section 3.6). One thread at a
 * time; {@link #next} names what to fetch until {@link #result} is there.
 */
public final class HistoryWalk {
  /** No walk takes more steps: a member's clock may jump by any number. */
  static final int STEPS_MAX = 1_024;

  private final Cid sought;
  private final Set<Cid> visited = new HashSet<>();
  private int left;
  private @Nullable Cid next;
  private @Nullable Boolean result;

  /** Begins at an offered snapshot, whose {@code previous} is the first step. */
  public HistoryWalk(Cid sought, SnapshotFacts offered, int stepsMax) {
    this.sought = sought;
    left = stepsMax;
    boolean unused = visited.add(offered.ref().cid());
    follow(offered.previous());
  }

  /** The snapshot to fetch; absent once there is a result. */
  public @Nullable Cid next() {
    return next;
  }

  /** Whether the sought snapshot was met; absent while there is something to fetch. */
  public @Nullable Boolean result() {
    return result;
  }

  /** The snapshot that {@link #next} named. */
  public void found(SnapshotFacts snapshot) {
    follow(snapshot.previous());
  }

  /** Nobody has the snapshot that {@link #next} named, or it is refused: history ends there. */
  public void missing() {
    end(false);
  }

  private void follow(@Nullable Cid link) {
    if (link == null || left <= 0 || !visited.add(link)) {
      end(false);
      return;
    }
    left--;
    if (link.equals(sought)) {
      end(true);
    } else if (left == 0) {
      end(false);
    } else {
      next = link;
    }
  }

  private void end(boolean met) {
    next = null;
    result = met;
  }
}
