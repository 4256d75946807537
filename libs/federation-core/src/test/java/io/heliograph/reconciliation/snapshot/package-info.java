/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.snapshot;

import org.jspecify.annotations.NullMarked;
