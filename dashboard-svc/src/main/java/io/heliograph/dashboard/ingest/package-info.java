/** From Kafka into Redis: the thread that counts, and where refused messages go. */
@NullMarked
package io.heliograph.dashboard.ingest;

import org.jspecify.annotations.NullMarked;
