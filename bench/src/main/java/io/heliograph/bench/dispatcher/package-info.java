/** A load generator for the dispatcher, and the floors measured beside it in the same run. */
@NullMarked
package io.heliograph.bench.dispatcher;

import org.jspecify.annotations.NullMarked;
