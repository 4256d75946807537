/**
 * What can be seen of shards from outside: depths, load, ready queues, progress of deliveries.
 * Plain values with their binary forms.
 */
@NullMarked
package io.heliograph.coordinator.view;

import org.jspecify.annotations.NullMarked;
