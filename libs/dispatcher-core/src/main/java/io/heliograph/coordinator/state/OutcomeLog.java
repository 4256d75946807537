package io.heliograph.coordinator.state;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** Tells operators of stores that fail: when that begins or changes, and once a minute after. */
final class OutcomeLog {
  private static final System.Logger LOG = System.getLogger(CursorStore.class.getName());
  private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private String kind = "";
  private long toldNanos;

  void tell(Outcome outcome, long nowNanos) {
    if (outcome instanceof Outcome.Committed) {
      kind = "";
      return;
    }
    if (!outcome.kind().equals(kind) || nowNanos - toldNanos > AGAIN_NANOS) {
      LOG.log(Level.WARNING, () -> "store outcome=" + outcome.kind() + " cause=" + outcome.why());
      kind = outcome.kind();
      toldNanos = nowNanos;
    }
  }
}
