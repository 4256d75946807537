/** From MISP into Kafka: a reader for each instance, and how it is doing. */
@NullMarked
package io.heliograph.dashboard.feed;

import org.jspecify.annotations.NullMarked;
