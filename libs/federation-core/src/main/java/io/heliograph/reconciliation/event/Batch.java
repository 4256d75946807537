package io.heliograph.reconciliation.event;

/** A closed batch of one source out of one partition: both offsets belong to it. */
public record Batch(long firstOffset, long lastOffset, int events, long bytes) {}
