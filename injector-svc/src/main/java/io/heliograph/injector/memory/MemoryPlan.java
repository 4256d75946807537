package io.heliograph.injector.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Shares the heap among everything that is held (D7): parts of a fixed size first, then the
 * children of one event, then the inserts, which get what they ask for or what is left. So the sum
 * never exceeds the heap; a heap in which nothing useful fits is refused. Immutable.
 */
public final class MemoryPlan {
  private static final long MIB = 1 << 20;

  /** Of the heap, for the children of one event. */
  private static final int CHILDREN_SHARE = 8;

  private static final long CHILDREN_MIN = 8 * MIB;
  private static final long INSERTS_MIN = 16 * MIB;

  /** What is held whatever the settings are, each part with its bound. */
  private enum Fixed {
    SERVICE("the service itself", 64),
    TRANSACTION("children of one transaction", 8),
    PRODUCER("the producer's buffer", 16),
    PARENTS("events being read", 24),
    READERS("look-back, inserts and explanations being read", 32),
    LOOK_BACK("parents found by look-backs and what they have", 24),
    REJECTED("lists of what was rejected and passed over", 8),
    ROOTS("counts of children by root", 10),
    COPIES("contents copied lately", 15);

    private final String what;
    private final long bytes;

    Fixed(String what, long mib) {
      this.what = what;
      this.bytes = mib * MIB;
    }
  }

  private final long heapBytes;
  private final long fixedBytes;

  /**
   * A plan for a heap of that size.
   *
   * @throws IllegalStateException with every part when it is too small
   */
  public MemoryPlan(long heapBytes) {
    this.heapBytes = heapBytes;
    long sum = 0;
    for (Fixed part : Fixed.values()) {
      sum += part.bytes;
    }
    this.fixedBytes = sum;
    long least = fixedBytes + CHILDREN_MIN + INSERTS_MIN;
    if (heapBytes < least) {
      throw new IllegalStateException(
          "heap: at least %d MiB (-Xmx), found %d MiB: %s"
              .formatted(least / MIB + 1, heapBytes / MIB, parts()));
    }
  }

  private static String parts() {
    List<String> parts = new ArrayList<>();
    for (Fixed part : Fixed.values()) {
      parts.add(part.what + " " + part.bytes / MIB + " MiB");
    }
    parts.add("children of one event " + CHILDREN_MIN / MIB + " MiB");
    parts.add("inserts " + INSERTS_MIN / MIB + " MiB");
    return String.join(", ", parts);
  }

  /** Bytes for the children of one event: what is wanted, at most an eighth of the heap. */
  public long childrenOfOneEvent(long wanted) {
    return Math.min(wanted, childrenMax());
  }

  private long childrenMax() {
    return Math.max(
        CHILDREN_MIN, Math.min(heapBytes / CHILDREN_SHARE, heapBytes - fixedBytes - INSERTS_MIN));
  }

  /** Bytes for inserts: what is wanted, at most what the other parts leave. */
  public long inserts(long wanted) {
    return Math.min(wanted, heapBytes - fixedBytes - childrenMax());
  }
}
