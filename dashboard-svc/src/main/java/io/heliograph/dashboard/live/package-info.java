/** Streams of what happens now: from Redis' channels to open pages, as server-sent events. */
@NullMarked
package io.heliograph.dashboard.live;

import org.jspecify.annotations.NullMarked;
