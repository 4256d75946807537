package io.heliograph.reconciliation.range;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what another map has that the own one has not, and what it lacks, for bytes that grow
 * with the difference (contract federation.md, section 5.4 b). What it finds is a claim until the
 * map that results hashes to the signed snapshot. One thread at a time.
 */
public final class RangeClient {
  /** Messages after which the full snapshot is cheaper or the other side does not play fair. */
  public static final int ROUNDS_MAX = 64;

  private final RangeSet own;
  private final Map<PeerId, AdRef> theirs = new HashMap<>();
  private final Set<PeerId> gone = new HashSet<>();
  private int rounds;
  private @Nullable RangeMessage next;

  /** Compares with that map. */
  public RangeClient(RangeSet own) {
    this.own = own;
    next =
        new RangeMessage(
            own.split(0, own.size(), new byte[0], Math.max(1, RangeServer.parts(own.size()))));
  }

  /** The message to send; absent when everything is known. */
  public @Nullable RangeMessage next() {
    return next;
  }

  /** Messages that were answered. */
  public int rounds() {
    return rounds;
  }

  /** Takes the answer to {@link #next}. */
  public void answered(RangeMessage answer) {
    rounds++;
    RangeList question = new RangeList();
    boolean isOpen = false;
    int from = 0;
    for (Range range : answer.ranges()) {
      int to = own.indexOf(range.end());
      if (to < from) {
        throw new IllegalArgumentException("message: has ranges out of order");
      }
      for (Range asked : take(range, from, to)) {
        question.add(asked);
        isOpen |= !(asked.says() instanceof Range.Done);
      }
      from = to;
    }
    next = isOpen ? question.message() : null;
  }

  private Iterable<Range> take(Range range, int from, int to) {
    Range done = new Range(range.end(), new Range.Done());
    return switch (range.says()) {
      case Range.Fingerprint(byte[] bytes) -> {
        if (Arrays.equals(bytes, own.fingerprint(from, to))) {
          yield Set.of(done);
        }
        yield to - from <= RangeServer.LEAF_MAX
            ? Set.of(new Range(range.end(), new Range.Has(own.shortDigests(from, to))))
            : own.split(from, to, range.end(), RangeServer.parts(to - from));
      }
      case Range.Has(long[] digests) -> wanted(range, digests, from, to);
      case Range.Items(var entries, long[] lacks) -> {
        Set<Long> missing = RangeServer.setOf(lacks);
        for (int i = from; i < to; i++) {
          if (missing.contains(own.item(i).shortDigest())) {
            boolean unused = gone.add(own.item(i).key());
          }
        }
        entries.forEach(entry -> theirs.put(entry.key(), entry.value()));
        yield Set.of(done);
      }
      case Range.Done ignored -> Set.of(done);
      case Range.Wants ignored -> Set.of(done);
    };
  }

  private Set<Range> wanted(Range range, long[] digests, int from, int to) {
    Set<Long> lacking = RangeServer.setOf(digests);
    for (int i = from; i < to; i++) {
      RangeItem item = own.item(i);
      if (!lacking.remove(item.shortDigest())) {
        boolean unused = gone.add(item.key());
      }
    }
    if (lacking.isEmpty()) {
      return Set.of(new Range(range.end(), new Range.Done()));
    }
    long[] wants = lacking.stream().mapToLong(Long::longValue).toArray();
    return Set.of(new Range(range.end(), new Range.Wants(wants)));
  }

  /** Entries of the other map that the own one has not, or has otherwise. */
  public Map<PeerId, AdRef> theirs() {
    return Map.copyOf(theirs);
  }

  /** Keys of the own map that the other one has not. */
  public Set<PeerId> onlyHere() {
    Set<PeerId> only = new HashSet<>(gone);
    only.removeAll(theirs.keySet());
    return only;
  }
}
