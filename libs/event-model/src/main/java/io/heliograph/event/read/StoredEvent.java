package io.heliograph.event.read;

import io.heliograph.event.EventHeaders;

/** An event as it was found on Kafka, in the form of today. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a client; never compared
public record StoredEvent(EventHeaders headers, String kafkaKey, byte[] json) {}
