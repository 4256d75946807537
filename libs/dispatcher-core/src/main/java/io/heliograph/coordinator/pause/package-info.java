/** Pauses and holds of plugins, as the log of cursors says them. */
@NullMarked
package io.heliograph.coordinator.pause;

import org.jspecify.annotations.NullMarked;
