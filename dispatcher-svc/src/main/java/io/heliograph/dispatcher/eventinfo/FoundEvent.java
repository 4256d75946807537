package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.log.PartitionId;

/**
 * A record of an event.
 *
 * @param retryFor the subscription that it is to be tried again by; empty when it is for all
 * @param retryAttempt which attempt that is; 0 when it is for all
 * @param provenance what a member said about its origin, base64url JSON; empty when nothing
 */
record FoundEvent(
    PartitionId partition,
    long offset,
    long timestampMillis,
    String retryFor,
    int retryAttempt,
    String provenance) {}
