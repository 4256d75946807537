/** Tests of the package of the same name. */
@NullMarked
package io.heliograph.exchange.peer;

import org.jspecify.annotations.NullMarked;
