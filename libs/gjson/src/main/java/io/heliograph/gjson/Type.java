package io.heliograph.gjson;

/** The type of a {@link Result}, in the order of the original. */
public enum Type {
  NULL,
  FALSE,
  NUMBER,
  STRING,
  TRUE,
  JSON
}
