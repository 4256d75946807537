package io.heliograph.record.rule;

/** What somebody wants done with a record. */
public enum Operation {
  /** Create it, also anew over a tombstone. */
  PUT,
  /** Store its next version. */
  POST,
  /** Store the tombstone that ends it. */
  DELETE,
  /** Take over whatever version another instance has. */
  IMPORT
}
