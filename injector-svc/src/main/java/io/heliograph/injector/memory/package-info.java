/** How the heap is shared among what clients make grow. No input or output. */
@NullMarked
package io.heliograph.injector.memory;

import org.jspecify.annotations.NullMarked;
