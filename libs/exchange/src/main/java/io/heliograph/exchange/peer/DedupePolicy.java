package io.heliograph.exchange.peer;

/** By which ids a message is known. */
public enum DedupePolicy {
  /** Its own only: an enriched copy is another message. */
  CURRENT,
  /** Its own or its parent's: enriched copies of known messages are dropped. */
  CURRENT_OR_PARENT
}
