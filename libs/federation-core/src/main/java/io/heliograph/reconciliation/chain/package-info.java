/**
 * Advertisement chains as the algorithm sees them: links, owners and heights, without encodings.
 * Values only; whoever makes them has verified hashes and signatures.
 */
@NullMarked
package io.heliograph.reconciliation.chain;

import org.jspecify.annotations.NullMarked;
