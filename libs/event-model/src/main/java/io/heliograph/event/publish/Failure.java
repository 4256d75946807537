package io.heliograph.event.publish;

/**
 * An event that was not accepted.
 *
 * @param event its JSON as it was sent
 * @param error which rule it breaks
 * @param index its place in the request, from 0
 * @param about what it is about, such as {@code source/id}; empty when it does not say
 */
public record Failure(String event, String error, int index, String about) {
  /** The failure as a refusal of the whole request tells it. */
  public String told() {
    return "event " + index + (about.isEmpty() ? "" : " (" + about + ")") + ": " + error;
  }
}
