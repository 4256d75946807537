package io.heliograph.exchange.peer;

import io.heliograph.exchange.envelope.ContentHash;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.MessageId;
import io.heliograph.exchange.envelope.Reading;
import io.heliograph.exchange.envelope.Refusal;
import io.heliograph.exchange.field.FieldFault;
import java.util.Optional;

/**
 * Decides on messages that peers publish (exchange.md section 5). The only state is the store of
 * ids; what it is claimed for must be confirmed or given back by the caller. For any thread that
 * the store is for.
 */
public final class Acceptance {
  private final DedupeStore store;
  private final DedupePolicy policy;

  /** With a store and the policy of this instance. */
  public Acceptance(DedupeStore store, DedupePolicy policy) {
    this.store = store;
    this.policy = policy;
  }

  /**
   * The decision on one message. Messages that are refused or dropped claim nothing.
   *
   * @param peer the name that the registry gives the sender's credential
   */
  public Decision decide(Reading reading, String peer) {
    return switch (reading) {
      case Reading.Refused refused -> refused(refused.refusal());
      case Reading.Read read -> decide(read.envelope(), peer);
    };
  }

  private static Decision refused(Refusal refusal) {
    PublishResult result = PublishResult.of(refusal.code());
    return result == PublishResult.REJECTED
        ? new Decision.Refuse(result, refusal.field(), refusal.message())
        : new Decision.Drop(result, refusal.message());
  }

  private Decision decide(Envelope sent, String peer) {
    Optional<Publisher> publisher = Publisher.of(sent, peer);
    if (publisher.isEmpty()) {
      return new Decision.Refuse(
          PublishResult.FORBIDDEN_PUBLISHER,
          "meta.uuid.path",
          "meta.uuid.path: must end in " + peer + " and begin with the publisher");
    }
    if (!sent.faults().isEmpty()) {
      FieldFault first = sent.faults().getFirst();
      return new Decision.Refuse(PublishResult.REJECTED, first.field(), first.message());
    }
    Optional<String> action = Withdrawal.fault(sent);
    if (action.isPresent()) {
      return new Decision.Refuse(PublishResult.REJECTED, "meta.x-action", action.get());
    }
    Envelope message = sent.stored().withPath(publisher.get().path());
    return claim(message, publisher.get());
  }

  private Decision claim(Envelope message, Publisher publisher) {
    boolean parentCounts = policy == DedupePolicy.CURRENT_OR_PARENT && !Withdrawal.isOne(message);
    if (parentCounts
        && message.header().parent().map(MessageId::text).filter(store::isKnown).isPresent()) {
      return new Decision.Drop(PublishResult.DUPLICATE, "its parent is known");
    }
    String hash = ContentHash.of(message.header().format(), message.payload()).text();
    return switch (store.claim(message.id().text(), hash)) {
      case DedupeStore.Claim.Fresh ignored -> new Decision.Accept(message, publisher);
      case DedupeStore.Claim.Known known ->
          known.contentHash().equals(hash)
              ? new Decision.Drop(PublishResult.DUPLICATE, "its id is known")
              : new Decision.Quarantine(message, known.contentHash(), hash);
    };
  }
}
