package io.heliograph.reconciliation.range;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.List;

/**
 * What is said of the keys from the end of the range before up to a bound.
 *
 * @param end the first key that is not in it, cut to what is needed; empty for the end of all keys
 */
record Range(byte[] end, Says says) {

  /** What is said. */
  sealed interface Says {}

  /** Nothing more: both have the same, or it is dealt with. */
  record Done() implements Says {}

  /** Whoever says it has these entries. */
  record Fingerprint(byte[] bytes) implements Says {}

  /** Whoever says it has exactly these, by their short digests. */
  record Has(long[] digests) implements Says {}

  /** Whoever says it wants these of the other one's, by their short digests. */
  record Wants(long[] digests) implements Says {}

  /**
   * The entries that were lacking, and those of the other one that whoever says it has not.
   *
   * @param lacks short digests
   */
  record Items(List<Entry> entries, long[] lacks) implements Says {}

  /** An entry of a map. */
  record Entry(PeerId key, AdRef value) {}
}
