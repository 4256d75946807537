package io.heliograph.gjson;

import java.util.Arrays;

/** Whether what was found satisfies the comparison of a query, for the fast evaluator. */
final class FastQuery {
  /** More digits than these need not fit a double exactly. */
  private static final int DIGITS_MAX = 15;

  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final FastSearch search;

  FastQuery(FastSearch search) {
    this.search = search;
  }

  boolean accepts(Query query) {
    boolean exists = search.finding.kind != Finding.Kind.NOTHING;
    return switch (query.tilde) {
      case NONE -> exists && compare(query);
      case ANY -> query.acceptsBoolean(exists);
      case NULL -> query.acceptsBoolean(search.finding.type == Type.NULL);
      case TRUE -> query.acceptsBoolean(reads(true));
      case FALSE -> query.acceptsBoolean(reads(false));
      case UNKNOWN -> false;
    };
  }

  private boolean compare(Query query) {
    if (query.operator == Operator.EXISTS) {
      return true;
    }
    return switch (search.finding.type) {
      case STRING -> text(query);
      case NUMBER -> query.operator.accepts(number(), query.number);
      case TRUE -> query.acceptsBoolean(true);
      case FALSE -> query.acceptsBoolean(false);
      case NULL, JSON -> false;
    };
  }

  private boolean text(Query query) {
    Finding found = search.finding;
    if (found.escaped) {
      int length = search.unescape.run(search.bytes, found.start + 1, found.end - 1);
      return text(query, search.unescape.text(), 0, length);
    }
    return text(query, search.bytes, found.start + 1, found.end - 1);
  }

  private boolean text(Query query, byte[] bytes, int from, int to) {
    byte[] value = query.value;
    return switch (query.operator) {
      case LIKE -> search.matches(query.glob, bytes, from, to);
      case NOT_LIKE -> !search.matches(query.glob, bytes, from, to);
      case EQUAL -> same(value, bytes, from, to);
      case NOT_EQUAL -> !same(value, bytes, from, to);
      default ->
          query.operator.accepts(Arrays.compareUnsigned(bytes, from, to, value, 0, value.length));
    };
  }

  static boolean same(byte[] value, byte[] bytes, int from, int to) {
    int length = value.length;
    return to - from == length
        && (length == 0
            || (bytes[from] == value[0] && Arrays.equals(bytes, from, to, value, 0, length)));
  }

  private boolean reads(boolean wanted) {
    return switch (search.finding.type) {
      case NULL, FALSE -> !wanted;
      case TRUE -> wanted;
      case NUMBER -> (number() != 0) == wanted;
      case STRING -> readsText(wanted);
      case JSON -> false;
    };
  }

  private boolean readsText(boolean wanted) {
    Finding found = search.finding;
    if (found.escaped) {
      int length = search.unescape.run(search.bytes, found.start + 1, found.end - 1);
      return Words.isBoolean(search.unescape.text(), 0, length, wanted);
    }
    return Words.isBoolean(search.bytes, found.start + 1, found.end - 1, wanted);
  }

  private double number() {
    Finding found = search.finding;
    return found.kind == Finding.Kind.COUNT
        ? found.count
        : number(search.bytes, found.start, found.end);
  }

  /** Short decimals by hand, which is exact; all else as the path compiler reads numbers. */
  static double number(byte[] bytes, int start, int end) {
    boolean negative = bytes[start] == '-';
    int at = negative ? start + 1 : start;
    if (at == end || end - at > DIGITS_MAX) {
      return GoFloat.parse(new Slice(bytes, start, end));
    }
    long digits = 0;
    int point = -1;
    for (int i = at; i < end; i++) {
      byte c = bytes[i];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && point < 0 && end - at > 1) {
        point = i;
      } else {
        return GoFloat.parse(new Slice(bytes, start, end));
      }
    }
    double number = point < 0 ? digits : digits / TENS[end - point - 1];
    return negative ? -number : number;
  }
}
