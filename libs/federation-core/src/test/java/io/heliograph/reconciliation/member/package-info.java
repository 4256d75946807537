/** Tests of the package of this name. */
@NullMarked
package io.heliograph.reconciliation.member;

import org.jspecify.annotations.NullMarked;
