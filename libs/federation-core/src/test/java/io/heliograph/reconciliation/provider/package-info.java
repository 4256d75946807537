/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.provider;

import org.jspecify.annotations.NullMarked;
