/** The dashboard's topics: their names, that they exist, and how Kafka is reached. */
@NullMarked
package io.heliograph.dashboard.topic;

import org.jspecify.annotations.NullMarked;
