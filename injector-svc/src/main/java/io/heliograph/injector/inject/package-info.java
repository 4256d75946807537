/** The loop that reads parents and writes children, exactly once, and the look-back. */
@NullMarked
package io.heliograph.injector.inject;

import org.jspecify.annotations.NullMarked;
