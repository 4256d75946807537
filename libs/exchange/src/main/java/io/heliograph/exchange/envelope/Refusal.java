package io.heliograph.exchange.envelope;

/**
 * Why an envelope was not taken.
 *
 * @param code the first check that failed
 * @param field the member that failed it
 * @param message one sentence that names field, rule and the value's beginning
 */
public record Refusal(EnvelopeCode code, String field, String message) {}
