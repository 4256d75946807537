/** Range-based reconciliation of two provider maps, and the fingerprint tree above one. Pure. */
@NullMarked
package io.heliograph.reconciliation.range;

import org.jspecify.annotations.NullMarked;
