package io.heliograph.event.json;

import io.heliograph.event.json.Shape.Member;

/** Members that a record does not have. */
final class MissingMembers {
  private MissingMembers() {}

  /** Refuses a record without a member for which there is no empty value. */
  static void require(Shape shape, long seen) throws CorruptEventException {
    long missing = shape.required() & ~seen;
    if (missing != 0) {
      Member member = shape.members().get(Long.numberOfTrailingZeros(missing));
      throw CorruptEventException.value("must be given").in(PlainValue.nameOf(shape, member));
    }
  }

  /**
   * Members with their empty values.
   *
   * @param missing which, one bit each
   * @param behind whether they follow another member
   */
  static String json(Shape shape, long missing, boolean behind) {
    StringBuilder json = new StringBuilder();
    for (long left = missing; left != 0; left &= left - 1) {
      Member member = shape.members().get(Long.numberOfTrailingZeros(left));
      json.append(json.isEmpty() && !behind ? "\"" : ",\"").append(member.name()).append("\":");
      json.append(shape.emptyValue(member));
    }
    return json.toString();
  }
}
