/** Tests of the package of the same name. */
@NullMarked
package io.heliograph.exchange.convert;

import org.jspecify.annotations.NullMarked;
