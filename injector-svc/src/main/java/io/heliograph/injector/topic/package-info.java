/** Topics and clients of Kafka, and the publish stages for the declared sources. */
@NullMarked
package io.heliograph.injector.topic;

import org.jspecify.annotations.NullMarked;
