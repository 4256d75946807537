package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.subscription.Subscription;

/**
 * A subscription as it is listed.
 *
 * @param lastFetchMillis when it was fetched last as far as this replica knows, milliseconds since
 *     1970; 0 when never
 * @param deadLetters how many of its events were given up
 */
public record ListedSubscription(
    Subscription subscription, long lastFetchMillis, long deadLetters) {}
