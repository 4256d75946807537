/** The one wall clock of this process. */
@NullMarked
package io.heliograph.injector.clock;

import org.jspecify.annotations.NullMarked;
