package io.heliograph.gjson;

/** The comparison of a query. */
enum Operator {
  /** No comparison: the value must exist. */
  EXISTS,
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  LIKE,
  NOT_LIKE,
  /**
   * A lone exclamation mark: an operator that nothing satisfies (contract 2.12, in the original).
   */
  NEVER;

  /** The operator for the outcome of a comparison; patterns have none. */
  boolean accepts(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      case EXISTS, LIKE, NOT_LIKE, NEVER -> false;
    };
  }

  /** As {@link #accepts}, for numbers: NaN compares as unequal and in no order. */
  boolean accepts(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case EXISTS, LIKE, NOT_LIKE, NEVER -> false;
    };
  }
}
