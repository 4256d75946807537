/**
 * A federation on virtual time: instances, liars, the network between them and what may happen to
 * all of them, in an order that a seed decides. The algorithm is as it is.
 */
@NullMarked
package io.heliograph.reconciliation.simulation;

import org.jspecify.annotations.NullMarked;
