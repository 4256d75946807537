package io.heliograph.kit.limit;

import java.util.List;
import java.util.Optional;

/**
 * Divides the heap among the budgets of a process: what its operator does not set is a share of the
 * heap, and what all may hold together has to fit into it.
 */
public final class HeapShares {
  private static final int PARTS = 16;

  /** What classes, threads and code need beside the budgets: one part of sixteen. */
  private static final int BUDGETED_PARTS = 15;

  private static final long MEBIBYTE = 1 << 20;

  private HeapShares() {}

  /** What one budget may hold, under the name of its setting. */
  public record Part(String key, long bytes) {}

  /**
   * The bytes of a budget.
   *
   * @param setting what the operator has set; 0 for the share
   * @param sixteenths of the heap
   */
  public static long of(long setting, long heapBytes, int sixteenths) {
    return setting > 0 ? setting : heapBytes / PARTS * sixteenths;
  }

  /** Why the parts do not fit into the heap, in one sentence; empty when they do. */
  public static Optional<String> excess(long heapBytes, List<Part> parts) {
    long sum = 0;
    StringBuilder names = new StringBuilder();
    for (Part part : parts) {
      sum = saturated(sum, part.bytes);
      names.append(names.isEmpty() ? "" : ", ");
      names.append(part.key).append(" (").append(part.bytes / MEBIBYTE).append(" MiB)");
    }
    return sum <= heapBytes / PARTS * BUDGETED_PARTS
        ? Optional.empty()
        : Optional.of(
            "the budgets exceed the heap of "
                + heapBytes / MEBIBYTE
                + " MiB (-Xmx): "
                + names
                + "; set less, or more heap");
  }

  private static long saturated(long sum, long more) {
    return more > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + more;
  }
}
