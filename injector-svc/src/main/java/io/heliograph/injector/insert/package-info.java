/** All inserts, in memory: read from Kafka, followed, refused where they are malformed. */
@NullMarked
package io.heliograph.injector.insert;

import org.jspecify.annotations.NullMarked;
