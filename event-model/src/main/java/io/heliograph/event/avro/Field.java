package io.heliograph.event.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One field of a record: its name, kind, the model versions that have it, and its JSON presence.
 */
final class Field {
  private final String name;
  private final Kind kind;
  private final boolean optional;
  private final int since;
  private final int until;
  private final byte[] jsonKey;

  private Field(String name, Kind kind, boolean optional, int since, int until) {
    this.name = name;
    this.kind = kind;
    this.optional = optional;
    this.since = since;
    this.until = until;
    this.jsonKey = ('"' + name + "\":").getBytes(UTF_8);
  }

  /** A member that JSON always has. */
  static Field always(String name, Kind kind) {
    return new Field(name, kind, false, Shape.OLDEST, Shape.NEWEST);
  }

  /** A member that JSON has only when it is not the zero value. */
  static Field optional(String name, Kind kind) {
    return new Field(name, kind, true, Shape.OLDEST, Shape.NEWEST);
  }

  /** The same field, absent from the Avro of model versions before {@code first}. */
  Field since(int first) {
    return new Field(name, kind, optional, first, until);
  }

  /** The same field, absent from the Avro of model versions after {@code last}. */
  Field until(int last) {
    return new Field(name, kind, optional, since, last);
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  boolean optional() {
    return optional;
  }

  boolean existsIn(int version) {
    return since <= version && version <= until;
  }

  /** Whether reading drops it: the newest version does not know it. */
  boolean dropped() {
    return until < Shape.NEWEST;
  }

  /** The quoted name and the colon. The caller must not change it. */
  byte[] jsonKey() {
    return jsonKey;
  }
}
