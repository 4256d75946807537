package io.heliograph.event.json;

import io.heliograph.event.json.Shape.Member;

/** Members that a record does not have. */
final class MissingMembers {
  private MissingMembers() {}

  /** Notes each member that a record lacks and for which there is no empty value. */
  static void require(Shape shape, long seen, Faults faults) {
    for (long left = shape.required() & ~seen; left != 0; left &= left - 1) {
      Member member = shape.members().get(Long.numberOfTrailingZeros(left));
      faults.add(PlainValue.nameOf(shape, member) + " must be given");
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
