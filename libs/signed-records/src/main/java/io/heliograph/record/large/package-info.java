/**
 * What is over a record's size cap: immutable values named by their contents, and the data map that
 * lists those of which a large value consists. Splitting and joining are streaming: one chunk is in
 * memory at a time.
 */
@NullMarked
package io.heliograph.record.large;

import org.jspecify.annotations.NullMarked;
