/** Tests of the package of the same name. */
@NullMarked
package io.heliograph.exchange.field;

import org.jspecify.annotations.NullMarked;
