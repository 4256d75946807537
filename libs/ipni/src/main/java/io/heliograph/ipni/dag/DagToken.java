package io.heliograph.ipni.dag;

/** What a {@link DagReader} met. */
public enum DagToken {
  /** A map begins; its members follow as {@link #KEY} and a value each. */
  MAP_START,
  /** The map ended. */
  MAP_END,
  /** A list begins. */
  LIST_START,
  /** The list ended. */
  LIST_END,
  /** The key of a member; its value is next. */
  KEY,
  /** A text. */
  TEXT,
  /** Bytes. */
  BYTES,
  /** A link. */
  LINK,
  /** An integer of 64 bits with sign. */
  INT,
  /** Any other number: with a fraction, or too large; known by its text only. */
  NUMBER,
  /** True or false. */
  BOOL,
  /** Null. */
  NULL,
  /** The document is over, and nothing is behind it. */
  END
}
