package io.heliograph.exchange.field;

import java.util.Locale;

/** The rules of a field, in the order in which they are checked. */
public enum Rule {
  /** A field is set once. */
  EXISTS,
  /** The key is in the table, or a member of {@code extra} in the key format. */
  KEY,
  /** The value can be brought into the type's canonical form. */
  SANITISE,
  /** The canonical form is one that the type takes. */
  TYPE,
  /** The text form has at most so many characters. */
  LENGTH,
  /** The text form matches the field's expression. */
  REGEX,
  /** As {@link #REGEX}, whatever the case. */
  IREGEX;

  /** As answers name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
