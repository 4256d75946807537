/**
 * The dispatcher service: HTTP in front of Kafka. Each package below is a feature; what is public
 * in it may be used by the packages above it (architecture section 3, layers).
 */
@NullMarked
package io.heliograph.dispatcher;

import org.jspecify.annotations.NullMarked;
