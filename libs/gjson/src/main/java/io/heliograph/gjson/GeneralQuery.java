package io.heliograph.gjson;

import java.util.Arrays;

/** Whether an element satisfies a query, for the general evaluator (contract 2.14 to 2.18). */
final class GeneralQuery {
  private final Evaluation evaluation;
  private final Query query;

  GeneralQuery(Evaluation evaluation, Query query) {
    this.evaluation = evaluation;
    this.query = query;
  }

  boolean accepts(Value element) {
    if (element.type() == Type.JSON) {
      return compare(evaluation.get(query.path, element.raw()));
    }
    return !query.hasPath() && compare(element);
  }

  private boolean compare(Value value) {
    return switch (query.tilde) {
      case NONE -> value.exists() && compareAsIs(value);
      case ANY -> query.acceptsBoolean(value.exists());
      case NULL -> query.acceptsBoolean(value.type() == Type.NULL);
      case TRUE -> query.acceptsBoolean(value.reads(true));
      case FALSE -> query.acceptsBoolean(value.reads(false));
      case UNKNOWN -> false;
    };
  }

  private boolean compareAsIs(Value value) {
    if (query.operator == Operator.EXISTS) {
      return true;
    }
    return switch (value.type()) {
      case STRING -> compareText(value.unescaped());
      case NUMBER -> query.operator.accepts(value.number(), query.number);
      case TRUE -> query.acceptsBoolean(true);
      case FALSE -> query.acceptsBoolean(false);
      case NULL, JSON -> false;
    };
  }

  private boolean compareText(Slice text) {
    return switch (query.operator) {
      case LIKE -> evaluation.matches(query.glob, text);
      case NOT_LIKE -> !evaluation.matches(query.glob, text);
      default ->
          query.operator.accepts(
              Arrays.compareUnsigned(
                  text.bytes(), text.start(), text.end(), query.value, 0, query.value.length));
    };
  }
}
