package io.heliograph.reconciliation.event;

/**
 * The first event of its key, which stays.
 *
 * @param isWithdrawn whether its source withdrew it since
 */
public record Known(EventFacts event, boolean isWithdrawn) {}
