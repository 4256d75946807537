/**
 * The one wall clock of a process, an {@link java.time.InstantSource} to inject. Everything that
 * compares dates asks it; durations are measured with the monotonic clock.
 */
@NullMarked
package io.heliograph.kit.clock;

import org.jspecify.annotations.NullMarked;
