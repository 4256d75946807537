package io.heliograph.reconciliation.range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers messages about one map; remembers nothing (contract federation.md, section 5.4 b). An
 * answer names a limited number of entries; of what is beyond it says its own fingerprint only, and
 * is asked again. Any thread.
 */
public final class RangeServer {
  /** Entries that one answer names. */
  public static final int ITEMS_MAX = 4_096;

  static final int LEAF_MAX = 12;
  static final int PARTS_MAX = 16;
  static final int PART_ITEMS = 8;

  private final RangeSet set;

  /** For that map. */
  public RangeServer(RangeSet set) {
    this.set = set;
  }

  /** Says what is different, or how to find it. */
  public RangeMessage answer(RangeMessage question) {
    RangeList answer = new RangeList();
    int from = 0;
    int left = ITEMS_MAX;
    for (Range range : question.ranges()) {
      int to = set.indexOf(range.end());
      List<Range> said = left > 0 ? answer(range, from, to, left) : later(range, from, to);
      for (Range one : said) {
        answer.add(one);
        left -= count(one.says());
      }
      from = to;
    }
    return answer.message();
  }

  private List<Range> answer(Range range, int from, int to, int itemsMax) {
    return switch (range.says()) {
      case Range.Fingerprint(byte[] bytes) -> {
        if (Arrays.equals(bytes, set.fingerprint(from, to))) {
          yield List.of(new Range(range.end(), new Range.Done()));
        }
        yield to - from <= LEAF_MAX
            ? List.of(new Range(range.end(), new Range.Has(set.shortDigests(from, to))))
            : set.split(from, to, range.end(), parts(to - from));
      }
      case Range.Has(long[] digests) -> lacking(range, digests, from, to, itemsMax);
      case Range.Wants(long[] digests) -> {
        Set<Long> wanted = setOf(digests);
        List<Range.Entry> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
          if (wanted.contains(set.item(i).shortDigest())) {
            entries.add(new Range.Entry(set.item(i).key(), set.item(i).value()));
          }
        }
        yield List.of(new Range(range.end(), new Range.Items(entries, new long[0])));
      }
      case Range.Done ignored -> List.of(new Range(range.end(), new Range.Done()));
      case Range.Items ignored -> List.of(new Range(range.end(), new Range.Done()));
    };
  }

  private List<Range> lacking(Range range, long[] digests, int from, int to, int itemsMax) {
    Set<Long> theirs = setOf(digests);
    List<Range.Entry> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      RangeItem item = set.item(i);
      if (!theirs.remove(item.shortDigest())) {
        entries.add(new Range.Entry(item.key(), item.value()));
      }
    }
    if (entries.size() > itemsMax) {
      return set.split(from, to, range.end(), parts(to - from));
    }
    long[] lacks = theirs.stream().mapToLong(Long::longValue).toArray();
    return List.of(new Range(range.end(), new Range.Items(entries, lacks)));
  }

  /** Over the limit: nothing new is said, so that it is asked again. */
  private List<Range> later(Range range, int from, int to) {
    return range.says() instanceof Range.Done
        ? List.of(range)
        : List.of(new Range(range.end(), new Range.Fingerprint(set.fingerprint(from, to))));
  }

  static int parts(int items) {
    return Math.clamp((items + PART_ITEMS - 1L) / PART_ITEMS, 2, PARTS_MAX);
  }

  static Set<Long> setOf(long[] digests) {
    Set<Long> set = new HashSet<>();
    for (long digest : digests) {
      boolean unused = set.add(digest);
    }
    return set;
  }

  private static int count(Range.Says says) {
    return switch (says) {
      case Range.Items(List<Range.Entry> entries, long[] lacks) -> entries.size() + lacks.length;
      case Range.Has(long[] digests) -> digests.length;
      case Range.Fingerprint ignored -> 1;
      case Range.Done ignored -> 0;
      case Range.Wants ignored -> 0;
    };
  }
}
