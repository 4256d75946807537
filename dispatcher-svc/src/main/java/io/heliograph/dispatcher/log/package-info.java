/**
 * The log as this replica sees it: records, chunks, tails, the group's reader and catch-up loads.
 * Classes that touch the Kafka client start with {@code Kafka}; the others are pure.
 */
@NullMarked
package io.heliograph.dispatcher.log;

import org.jspecify.annotations.NullMarked;
