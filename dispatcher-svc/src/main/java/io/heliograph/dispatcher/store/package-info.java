/**
 * What lasts: {@code hub.cursors} written by one transactional producer and read back, and the
 * statuses that acknowledge deliveries. Called by {@code replica}.
 */
@NullMarked
package io.heliograph.dispatcher.store;

import org.jspecify.annotations.NullMarked;
