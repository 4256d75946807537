/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.node;

import org.jspecify.annotations.NullMarked;
