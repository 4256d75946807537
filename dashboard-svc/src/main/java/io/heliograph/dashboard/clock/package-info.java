/** The one wall clock of this process. */
@NullMarked
package io.heliograph.dashboard.clock;

import org.jspecify.annotations.NullMarked;
