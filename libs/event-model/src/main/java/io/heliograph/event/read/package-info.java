/** Reads stored events of any age, and stamps events that are handed out. */
@NullMarked
package io.heliograph.event.read;

import org.jspecify.annotations.NullMarked;
