package io.heliograph.gjson;

import java.util.Arrays;

/**
 * A compiled query {@code #(path op value)}: where its path stands and what it compares with
 * (contract 2.9 to 2.17). Immutable; shared by both evaluators.
 */
final class Query {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

  /** What a value with a leading tilde asks for. */
  enum Tilde {
    NONE,
    TRUE,
    FALSE,
    NULL,
    ANY,
    UNKNOWN
  }

  /** The query of a path that never closes it: the first element that is itself something. */
  static Query unclosed(Lookup emptyPath) {
    return new Query(emptyPath, Operator.EXISTS, new byte[0]);
  }

  final Lookup path;
  final Operator operator;
  final Tilde tilde;
  final byte[] value;
  final double number;
  final boolean valueIsTrue;
  final boolean valueIsFalse;
  final Glob glob;

  Query(Lookup path, Operator operator, byte[] written) {
    this.path = path;
    this.operator = operator;
    this.tilde = tildeOf(written);
    this.value = tilde == Tilde.NONE ? written : TRUE;
    this.number = GoFloat.parse(Slice.of(value));
    this.valueIsTrue = Arrays.equals(value, TRUE);
    this.valueIsFalse = Slice.of(value).sameAs(new byte[] {'f', 'a', 'l', 's', 'e'});
    this.glob = Glob.compile(value);
  }

  boolean hasPath() {
    return path.start < path.end;
  }

  /** The outcome for an element that is true or false, or was made one by a tilde (rule 15). */
  boolean acceptsBoolean(boolean truth) {
    return switch (operator) {
      case EXISTS -> true;
      case EQUAL -> truth ? valueIsTrue : valueIsFalse;
      case NOT_EQUAL -> truth ? !valueIsTrue : !valueIsFalse;
      case GREATER -> truth && valueIsFalse;
      case GREATER_OR_EQUAL -> truth;
      case LESS -> !truth && valueIsTrue;
      case LESS_OR_EQUAL -> !truth;
      case LIKE, NOT_LIKE, NEVER -> false;
    };
  }

  private static Tilde tildeOf(byte[] written) {
    if (written.length == 0 || written[0] != '~') {
      return Tilde.NONE;
    }
    return switch (new Slice(written, 1, written.length).toString()) {
      case "true" -> Tilde.TRUE;
      case "false" -> Tilde.FALSE;
      case "null" -> Tilde.NULL;
      case "*" -> Tilde.ANY;
      default -> Tilde.UNKNOWN;
    };
  }
}
