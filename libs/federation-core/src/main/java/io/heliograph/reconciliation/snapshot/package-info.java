/**
 * Snapshots and signed heads as the algorithm sees them, and the sharing group that they belong to.
 * Values only; whoever makes them has verified hashes and signatures.
 */
@NullMarked
package io.heliograph.reconciliation.snapshot;

import org.jspecify.annotations.NullMarked;
