package io.heliograph.event.avro;

/** What a field holds: its Avro encoding and its JSON look (contract event-model.md section 9). */
sealed interface Kind permits Kind.Scalar, Kind.ListOf, Shape {

  /** The kinds without inner structure of their own. */
  enum Scalar implements Kind {
    /** Avro string, JSON string. Enums of the model are strings too. */
    TEXT,
    /** Avro map of strings, JSON object of strings. */
    TEXT_MAP,
    /** Avro long holding an unsigned 32-bit number. */
    U32,
    /** Avro fixed(8), big-endian unsigned. */
    U64,
    /** Avro long of microseconds since 1970 UTC, JSON RFC 3339. Year 1 means absent. */
    TIME,
    /** Avro bytes holding JSON text; empty means absent. */
    RAW_JSON,
    BOOLEAN,
    DOUBLE,
    /** The model version: read as any long, always written as {@link Shape#NEWEST}. */
    VERSION
  }

  /** Avro array, JSON array. Every item takes at least one byte. */
  record ListOf(Kind item) implements Kind {}
}
