/**
 * The Kafka broker process of the local stack. Nothing here is called from other modules: it is
 * started as a JVM of its own.
 */
@NullMarked
package io.heliograph.broker;

import org.jspecify.annotations.NullMarked;
