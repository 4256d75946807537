/** Tests of the package of the same name. */
@NullMarked
package io.heliograph.exchange.envelope;

import org.jspecify.annotations.NullMarked;
