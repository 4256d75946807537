/**
 * One message of MISP as the list of what it does to the statistics: no Redis, no Kafka, no clock.
 */
@NullMarked
package io.heliograph.dashboard.message;

import org.jspecify.annotations.NullMarked;
