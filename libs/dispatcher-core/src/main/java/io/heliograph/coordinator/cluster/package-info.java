/**
 * What replicas say to each other: takes of each other's events, hints of what is ready, depths,
 * and who holds what of this replica.
 */
@NullMarked
package io.heliograph.coordinator.cluster;

import org.jspecify.annotations.NullMarked;
