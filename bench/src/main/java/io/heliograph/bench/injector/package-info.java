/** The injector with many inserts: its start, its memory, and how long children take. */
@NullMarked
package io.heliograph.bench.injector;

import org.jspecify.annotations.NullMarked;
