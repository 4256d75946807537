package io.heliograph.event;

/**
 * One event ready for Kafka.
 *
 * @param kafkaKey the record's key
 * @param json the record's value; the array is shared, never changed
 * @param topic where it goes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to Kafka; never compared
public record PreparedEvent(
    Model model, String kafkaKey, byte[] json, EventHeaders headers, String topic) {}
