/** Bounds on what clients make grow: bytes held, lines in a log. Plain Java. */
@NullMarked
package io.heliograph.kit.limit;

import org.jspecify.annotations.NullMarked;
