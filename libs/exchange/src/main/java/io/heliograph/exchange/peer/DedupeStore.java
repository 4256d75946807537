package io.heliograph.exchange.peer;

/**
 * What is known of ids (exchange.md section 7). One owner decides for an id, and the write is the
 * decision: of any number of claims at once exactly one is fresh.
 */
public interface DedupeStore {
  /** What a claim found. */
  sealed interface Claim {
    /** The id was not known; it is reserved for a short time, until it is confirmed. */
    record Fresh() implements Claim {}

    /**
     * The id is known or reserved.
     *
     * @param contentHash the hash id of the content that was first
     */
    record Known(String contentHash) implements Claim {}
  }

  /**
   * Reserves an id.
   *
   * @param id canonical id
   * @param contentHash hash id of the payload
   */
  Claim claim(String id, String contentHash);

  /** Whether an id is known; for the policy that drops children of known messages. */
  boolean isKnown(String id);
}
