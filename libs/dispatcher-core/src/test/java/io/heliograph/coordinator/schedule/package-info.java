/**
 * Two replicas on one virtual time: logs, group and network in memory, the coordinator as it is.
 */
@NullMarked
package io.heliograph.coordinator.schedule;

import org.jspecify.annotations.NullMarked;
