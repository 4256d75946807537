package io.heliograph.exchange.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.MessageId;
import io.heliograph.exchange.envelope.MetaNames;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.json.Excerpts;
import java.util.Optional;

/**
 * Messages that withdraw or replace another one, their parent (exchange.md section 2, use case 9).
 * Only the target's publisher may: its name is what counts, whichever way the message came.
 */
public sealed interface Withdrawal {
  /** Nothing is withdrawn. */
  record None() implements Withdrawal {}

  /**
   * The target is hidden from now on; of a replacement the message itself stands in its place.
   *
   * @param target canonical id
   * @param replaced whether the message is the target's successor
   */
  record Effective(MessageId target, boolean replaced) implements Withdrawal {}

  /**
   * The target has not come yet: when it comes from the same publisher it is hidden at once.
   *
   * @param target canonical id
   * @param publisher who may withdraw it
   * @param replaced whether the message is the target's successor
   */
  record Pending(MessageId target, String publisher, boolean replaced) implements Withdrawal {}

  /**
   * Somebody else's message: without effect, and counted.
   *
   * @param target canonical id
   * @param origin whose it is
   */
  record NotTheOrigin(MessageId target, String origin) implements Withdrawal {}

  /**
   * What a message withdraws.
   *
   * @param message one whose action is sound
   * @param publisher whose it is
   * @param origin the publisher of the target, empty when the target is not known
   */
  static Withdrawal of(Envelope message, String publisher, Optional<String> origin) {
    Optional<MessageId> parent = message.header().parent();
    if (!isOne(message) || parent.isEmpty()) {
      return new None();
    }
    boolean replaced = action(message).asText().equals("replace");
    if (origin.isEmpty()) {
      return new Pending(parent.get(), publisher, replaced);
    }
    return origin.get().equals(publisher)
        ? new Effective(parent.get(), replaced)
        : new NotTheOrigin(parent.get(), origin.get());
  }

  /** Whether a message carries an action at all. */
  static boolean isOne(Envelope message) {
    return !action(message).isMissingNode();
  }

  /** Why an action cannot be taken, as a sentence; empty when it can, or when there is none. */
  static Optional<String> fault(Envelope message) {
    JsonNode action = action(message);
    if (action.isMissingNode()) {
      return Optional.empty();
    }
    String name = action.isTextual() ? action.textValue() : "";
    if (!name.equals("withdraw") && !name.equals("replace")) {
      return Optional.of("meta.x-action: must be withdraw or replace: " + Excerpts.of(action));
    }
    if (message.header().kind() != Kind.EVENT) {
      return Optional.of("meta.x-action: must be on a message of type event");
    }
    return message.header().parent().isPresent()
        ? Optional.empty()
        : Optional.of("meta.x-action: must have a parent, the message that it is about");
  }

  private static JsonNode action(Envelope message) {
    return message.meta().path(MetaNames.ACTION);
  }
}
