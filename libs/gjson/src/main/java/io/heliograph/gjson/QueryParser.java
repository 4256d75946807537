package io.heliograph.gjson;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code #(...)} or {@code #[...]} at the start of an array segment (contract 2.9 to 2.13).
 */
final class QueryParser {
  private final Compilation compilation;
  private final byte[] text;
  private final int start;
  private final int end;
  private int at;
  private int depth = 1;
  private int operatorAt;
  private boolean backslashQuoted;

  /** The segment begins at {@code start}, with the hash. */
  QueryParser(Compilation compilation, int start, int end) {
    this.compilation = compilation;
    this.text = compilation.text;
    this.start = start;
    this.end = end;
  }

  /** Index after the closing bracket; only after {@link #parse} found one. */
  int next() {
    return at + 1;
  }

  /** The query, or null when it is not closed. */
  @Nullable Query parse() {
    findEnd();
    if (depth > 0) {
      return null;
    }
    if (operatorAt == 0) {
      Slice path = new Slice(text, start + 2, at).trimmed();
      return new Query(lookup(path), Operator.EXISTS, new byte[0]);
    }
    Slice path = new Slice(text, start + 2, operatorAt).trimmed();
    Slice comparison = new Slice(text, operatorAt, at).trimmed();
    return compare(path, comparison);
  }

  private void findEnd() {
    for (at = start + 2; at < end; at++) {
      byte c = text[at];
      if (depth == 1 && operatorAt == 0 && isOperator(c)) {
        operatorAt = at;
        continue;
      }
      switch (c) {
        case '\\' -> at++;
        case '[', '(' -> depth++;
        case ']', ')' -> depth--;
        case '"' -> skipQuoted();
        default -> {}
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private void skipQuoted() {
    for (at++; at < end && text[at] != '"'; at++) {
      if (text[at] == '\\') {
        backslashQuoted = true;
        at++;
      }
    }
  }

  private Query compare(Slice path, Slice comparison) {
    byte first = comparison.at(0);
    byte second = comparison.length() > 1 ? comparison.at(1) : 0;
    int signs = second == '=' || (first == '!' && second == '%') ? 2 : 1;
    Operator operator =
        switch (first) {
          case '=' -> Operator.EQUAL;
          case '%' -> Operator.LIKE;
          case '<' -> second == '=' ? Operator.LESS_OR_EQUAL : Operator.LESS;
          case '>' -> second == '=' ? Operator.GREATER_OR_EQUAL : Operator.GREATER;
          default -> negation(second);
        };
    if (first == '%') {
      signs = 1;
    }
    if (operator == Operator.EXISTS) {
      signs = 0;
    }
    Slice value = new Slice(text, comparison.start() + signs, comparison.end()).trimmed();
    return new Query(lookup(path), operator, unquoted(value));
  }

  private Lookup lookup(Slice path) {
    return compilation.lookup(path.start(), path.end());
  }

  private static Operator negation(byte second) {
    return switch (second) {
      case '=' -> Operator.NOT_EQUAL;
      case '%' -> Operator.NOT_LIKE;
      case 0 -> Operator.NEVER;
      default -> Operator.EXISTS;
    };
  }

  private byte[] unquoted(Slice value) {
    int length = value.length();
    if (length < 2 || value.at(0) != '"' || value.at(length - 1) != '"') {
      return value.copy();
    }
    Slice inner = new Slice(text, value.start() + 1, value.end() - 1);
    return backslashQuoted
        ? Unescape.text(inner)
        : Arrays.copyOfRange(text, inner.start(), inner.end());
  }

  private static boolean isOperator(byte c) {
    return c == '!' || c == '=' || c == '<' || c == '>' || c == '%';
  }
}
