/** The one wall clock of this process. Everything that compares dates asks it. */
@NullMarked
package io.heliograph.dispatcher.clock;

import org.jspecify.annotations.NullMarked;
