/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.range;

import org.jspecify.annotations.NullMarked;
