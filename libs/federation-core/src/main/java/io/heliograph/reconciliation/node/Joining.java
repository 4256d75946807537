package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.writer.SelfState;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The start of an instance: before its first own snapshot it asks all members what they saw of it
 * (contract federation.md, sections 0.5 and 3.7). It goes on when all have answered, or after a
 * minute when one has; with a new key, which nobody can have seen, at once. What counts is only
 * what the instance itself signed.
 */
final class Joining {
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long AGAIN_MILLIS = 5_000;

  private final NodeState state;
  private final Set<PeerId> asked = new HashSet<>();
  private final Set<PeerId> answered = new HashSet<>();
  private final long sinceMillis;
  private long againMillis;
  private SelfState floor = SelfState.NONE;
  private boolean isOver;

  Joining(NodeState state, boolean isKeyNew) {
    this.state = state;
    sinceMillis = state.nowMillis;
    againMillis = sinceMillis;
    isOver = isKeyNew;
  }

  /** Clock and epoch that others saw of this instance. */
  SelfState floor() {
    return floor;
  }

  boolean isOver() {
    return isOver;
  }

  void tick() {
    if (isOver) {
      return;
    }
    if (state.nowMillis >= againMillis) {
      againMillis = state.nowMillis + AGAIN_MILLIS;
      for (Member member : state.members.values()) {
        if (member.phase().isServed()
            && !answered.contains(member.id())
            && asked.add(member.id())) {
          state.emit(new Effect.AskSelf(member.id()));
        }
      }
    }
    long left =
        state.members.values().stream()
            .filter(member -> member.phase().isServed() && !answered.contains(member.id()))
            .count();
    boolean patienceOver = state.nowMillis - sinceMillis >= PATIENCE_MILLIS;
    isOver = left == 0 || (patienceOver && !answered.isEmpty());
  }

  long wakeMillis() {
    return isOver ? Long.MAX_VALUE : againMillis;
  }

  void seen(Input.SelfSeen input) {
    boolean unused = asked.remove(input.member());
    if (input.answered()) {
      unused = answered.add(input.member());
      raise(input.seen());
    }
  }

  private void raise(@Nullable SignedSnapshot seen) {
    if (seen != null
        && seen.head().signer().equals(state.settings.self())
        && seen.head().group().equals(state.settings.policy().group())) {
      floor = floor.max(new SelfState(seen.ref().vc(), seen.ref().epoch(), null));
    }
  }
}
