/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.writer;

import org.jspecify.annotations.NullMarked;
