package io.heliograph.client;

import java.io.IOException;

/**
 * What became of a request. A refusal is never taken for an answer without content.
 *
 * @param <T> what a request that is served gives
 */
public sealed interface Answer<T> {
  /** The hub did what was asked. */
  record Served<T>(T value) implements Answer<T> {}

  /** The hub answered something else. */
  record Refused<T>(Refusal refusal) implements Answer<T> {}

  /**
   * No answer came in time, or one that cannot be read: whether the hub did what was asked is not
   * known.
   */
  record Unanswered<T>(IOException reason) implements Answer<T> {}

  /**
   * The value.
   *
   * @throws HubException when there is none
   */
  default T orThrow() throws HubException {
    return switch (this) {
      case Served<T> served -> served.value();
      case Refused<T> refused -> throw new HubException(refused.refusal());
      case Unanswered<T> unanswered -> throw new HubException(unanswered.reason());
    };
  }
}
