/** Tests of the exchange's domain: recorded answers of the libraries, properties, decisions. */
@NullMarked
package io.heliograph.exchange;

import org.jspecify.annotations.NullMarked;
