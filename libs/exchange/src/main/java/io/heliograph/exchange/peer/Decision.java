package io.heliograph.exchange.peer;

import io.heliograph.exchange.envelope.Envelope;

/** What is to be done with a message that a peer sent. */
public sealed interface Decision {
  /** What the sender is told. */
  PublishResult result();

  /**
   * Store it, pass it on, then confirm the claim on its id.
   *
   * @param message as it is stored, its path complete
   * @param publisher whose it is
   */
  record Accept(Envelope message, Publisher publisher) implements Decision {
    @Override
    public PublishResult result() {
      return PublishResult.ACCEPTED;
    }
  }

  /**
   * Drop it, and say so to whoever asks why.
   *
   * @param result duplicate, loop or too_many_hops
   * @param rule what decided, in one sentence
   */
  record Drop(PublishResult result, String rule) implements Decision {}

  /**
   * Keep it apart for an operator.
   *
   * @param message what came second
   * @param firstHash hash id of the content that was first
   * @param secondHash hash id of this one's
   */
  record Quarantine(Envelope message, String firstHash, String secondHash) implements Decision {
    @Override
    public PublishResult result() {
      return PublishResult.CONFLICT;
    }
  }

  /**
   * Refuse it; the sender must change something.
   *
   * @param result rejected or forbidden_publisher
   * @param field what broke a rule
   * @param message one sentence
   */
  record Refuse(PublishResult result, String field, String message) implements Decision {}
}
