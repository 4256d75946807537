package io.heliograph.event.publish;

/**
 * An event that was not accepted.
 *
 * @param event its JSON as it was sent
 * @param error which rule it breaks
 */
public record Failure(String event, String error) {}
