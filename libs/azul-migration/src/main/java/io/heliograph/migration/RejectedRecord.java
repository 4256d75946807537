package io.heliograph.migration;

/** A record of the source that was not copied, and why. */
public record RejectedRecord(String topic, int partition, long offset, String reason) {}
