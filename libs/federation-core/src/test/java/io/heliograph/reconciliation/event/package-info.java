/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.event;

import org.jspecify.annotations.NullMarked;
