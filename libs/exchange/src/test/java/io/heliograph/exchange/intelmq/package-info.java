/** Tests of the package of the same name. */
@NullMarked
package io.heliograph.exchange.intelmq;

import org.jspecify.annotations.NullMarked;
