package io.heliograph.gjson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The members of an object that {@code @pretty} is to sort by key, ties by value. */
final class SortedMembers {
  private final Evaluation evaluation;
  private final List<Member> members = new ArrayList<>();

  SortedMembers(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** A member begins: its key in the document, its line in the output. */
  void add(int keyStart, int keyEnd, int textStart) {
    members.add(new Member(keyStart, keyEnd, textStart, -1));
  }

  /** The text of the last member ends there, unless its end is known. */
  void end(int length) {
    if (!members.isEmpty() && members.getLast().textEnd < 0) {
      Member last = members.removeLast();
      members.add(new Member(last.keyStart, last.keyEnd, last.textStart, length));
    }
  }

  /** Writes the members again in their order; {@code json} is what the keys are slices of. */
  void rewrite(Output out, byte[] json) {
    if (members.isEmpty()) {
      return;
    }
    List<Item> items = new ArrayList<>();
    int from = members.getFirst().textStart;
    Slice all = Slice.of(out.slice(from, members.getLast().textEnd).copy());
    for (Member member : members) {
      Slice text = new Slice(all.bytes(), member.textStart - from, member.textEnd - from);
      items.add(new Item(new Slice(json, member.keyStart, member.keyEnd), text));
    }
    out.truncate(from);
    boolean first = true;
    for (Item item : sorted(items)) {
      if (!first) {
        out.write(',');
        out.write('\n');
      }
      first = false;
      out.write(item.text);
    }
  }

  /** A stable merge sort: it stands comparisons that are no order, such as those of NaN. */
  private List<Item> sorted(List<Item> items) {
    int size = items.size();
    if (size < 2) {
      return items;
    }
    List<Item> left = sorted(items.subList(0, size / 2));
    List<Item> right = sorted(items.subList(size / 2, size));
    List<Item> merged = new ArrayList<>(size);
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      evaluation.spend(16);
      merged.add(right.get(r).isBefore(left.get(l)) ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }

  private record Member(int keyStart, int keyEnd, int textStart, int textEnd) {}

  private record Item(Slice key, Slice text) {
    boolean isBefore(Item other) {
      int byKey = compare(text(key), text(other.key));
      return byKey < 0 || (byKey == 0 && isValueBefore(value(), other.value()));
    }

    private Slice value() {
      Slice trimmed = Utf8.trimmed(text);
      int skipped = key.length() + 1;
      return trimmed.length() >= skipped
          ? Utf8.trimmed(trimmed.from(trimmed.start() + skipped))
          : trimmed;
    }

    private static boolean isValueBefore(Slice left, Slice right) {
      int leftRank = rank(left);
      int rightRank = rank(right);
      if (leftRank != rightRank) {
        return leftRank < rightRank;
      }
      return switch (leftRank) {
        case 2 -> GoFloat.parse(left) < GoFloat.parse(right);
        case 3 -> compare(text(left), text(right)) < 0;
        default -> compare(left, right) < 0;
      };
    }

    private static int rank(Slice value) {
      if (value.isEmpty()) {
        return 0;
      }
      return switch (value.at(0)) {
        case 'n' -> 0;
        case 'f' -> 1;
        case '"' -> 3;
        case 't' -> 4;
        case '[', '{' -> 5;
        default -> 2;
      };
    }

    /** The text of a quoted string; nothing when its escapes are not valid. */
    private static Slice text(Slice quoted) {
      for (int i = 1; i < quoted.length(); i++) {
        if (quoted.at(i) == '"') {
          return new Slice(quoted.bytes(), quoted.start() + 1, quoted.start() + i);
        }
        if (quoted.at(i) == '\\') {
          boolean valid = new Validator(quoted, 1).isValid();
          Slice inner = new Slice(quoted.bytes(), quoted.start() + 1, quoted.end() - 1);
          return valid ? Slice.of(Unescape.text(inner)) : Slice.EMPTY;
        }
      }
      return Slice.EMPTY;
    }

    private static int compare(Slice left, Slice right) {
      return Arrays.compareUnsigned(
          left.bytes(), left.start(), left.end(), right.bytes(), right.start(), right.end());
    }
  }
}
