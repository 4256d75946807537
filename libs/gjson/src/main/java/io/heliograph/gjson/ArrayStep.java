package io.heliograph.gjson;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A segment as an array reads it (contract 2.2, 2.3, 2.9, 2.20): no escapes, no wildcards.
 *
 * @param kind what the segment does
 * @param index the element asked for, modulo 2^64; -1 when the segment is no number
 * @param query the query, for the query kinds
 * @param next the step into the indexed element, or null
 * @param tail the path that runs on each element, or on the first that matches, or null
 * @param tailPipe what runs on the collected answer of {@code tail}, or null
 * @param pipe what runs on the value, found or not, or null
 */
record ArrayStep(
    Kind kind,
    long index,
    @Nullable Query query,
    @Nullable Segment next,
    @Nullable Lookup tail,
    @Nullable Lookup tailPipe,
    @Nullable Lookup pipe) {

  /** What an array does with the segment. */
  enum Kind {
    INDEX,
    COUNT,
    COLLECT,
    QUERY_FIRST,
    QUERY_ALL,
    /** A hash that is no count, query or collection: nothing is found. */
    NOTHING
  }

  /** The query of a query kind. */
  Query requiredQuery() {
    return Objects.requireNonNull(query);
  }

  /** The tail of a segment that has one. */
  Lookup requiredTail() {
    return Objects.requireNonNull(tail);
  }
}
