/** Tests of the package of the same name. */
@NullMarked
package io.heliograph.exchange.json;

import org.jspecify.annotations.NullMarked;
