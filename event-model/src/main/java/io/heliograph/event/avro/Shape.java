package io.heliograph.event.avro;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A record: its fields in Avro order, per model version. */
final class Shape implements Kind {
  static final int OLDEST = 4;
  static final int NEWEST = 6;

  private final List<Field[]> fieldsByVersion;
  private final Map<String, Integer> newestIndex = new HashMap<>();
  private final byte[] zero;

  private Shape(Field... fields) {
    this.fieldsByVersion = List.of(of(4, fields), of(5, fields), of(NEWEST, fields));
    Field[] newest = fields(NEWEST);
    Sink zeros = new Sink(64);
    for (int i = 0; i < newest.length; i++) {
      newestIndex.put(newest[i].name(), i);
      zeros.zero(newest[i].kind());
    }
    this.zero = zeros.toArray();
  }

  static Shape of(Field... fields) {
    return new Shape(fields);
  }

  private static Field[] of(int version, Field... fields) {
    return List.of(fields).stream().filter(f -> f.existsIn(version)).toArray(Field[]::new);
  }

  /** The fields of that version, 4 to 6. The caller must not change the array. */
  Field[] fields(int version) {
    return fieldsByVersion.get(version - OLDEST);
  }

  /** The place of that name among the fields of the newest version, or -1. */
  int newestIndexOf(String name) {
    Integer index = newestIndex.get(name);
    return index == null ? -1 : index;
  }

  /** The newest Avro form of a record whose members are all absent. Not to be changed. */
  byte[] zero() {
    return zero;
  }
}
