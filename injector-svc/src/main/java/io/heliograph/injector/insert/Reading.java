package io.heliograph.injector.insert;

/** What a record of {@code azul.insert} turned out to be. */
sealed interface Reading {
  /** An insert. */
  record Accepted(Insert insert) implements Reading {}

  /**
   * None.
   *
   * @param reason the rule that it breaks, naming the field
   */
  record Rejected(String reason) implements Reading {}

  /** The end of the insert of that key. */
  record Removed() implements Reading {}
}
