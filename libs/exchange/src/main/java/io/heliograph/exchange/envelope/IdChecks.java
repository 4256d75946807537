package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.heliograph.exchange.field.Kind;
import java.util.Optional;

/** The checks from {@code missing_uuid} on, in their order, for one message. */
final class IdChecks {
  private final Receiver receiver;
  private final IdMembers members;

  IdChecks(Receiver receiver, IdMembers members) {
    this.receiver = receiver;
    this.members = members;
  }

  Envelope envelope(Shape shape, Kind kind, Format format, CheckedPayload payload)
      throws RefusedException {
    MessageId given = current();
    Optional<EntityPath> path = path(given);
    boolean assigned = given.form() == IdForm.PATH;
    checkHash(given, format, payload);
    MessageId id = assigned ? ContentHash.of(format, payload.canonical()) : given;
    Optional<MessageId> parent = parent(id);
    checkHops(path);
    return new Envelope(
        new Envelope.Header(shape, kind, format, parent, path),
        id,
        given.form(),
        assigned,
        JsonNodeFactory.instance.objectNode(),
        payload.canonical(),
        payload.faults());
  }

  private MessageId current() throws RefusedException {
    JsonNode current = members.current();
    String field = members.at() + (members.at().endsWith(":") ? "uuid" : "current");
    if (current.isMissingNode()) {
      throw RefusedException.of(
          EnvelopeCode.MISSING_UUID, field, "must be the message's id", current);
    }
    return id(current)
        .orElseThrow(
            () ->
                RefusedException.of(
                    EnvelopeCode.BAD_UUID,
                    field,
                    "must be a UUID, name:name:UUID, hash:sha256:, a path or name:token",
                    current));
  }

  private static Optional<MessageId> id(JsonNode member) {
    return member.isTextual() ? MessageId.parse(member.textValue()) : Optional.empty();
  }

  private Optional<EntityPath> path(MessageId given) throws RefusedException {
    JsonNode path = members.path();
    if (path.isMissingNode()) {
      return given.form() == IdForm.PATH ? EntityPath.parse(given.text()) : Optional.empty();
    }
    Optional<EntityPath> parsed =
        path.isTextual() ? EntityPath.parse(path.textValue()) : Optional.empty();
    if (parsed.isEmpty()) {
      throw RefusedException.of(
          EnvelopeCode.BAD_PATH, members.at() + "path", "must be 1 to 32 names after !", path);
    }
    return parsed;
  }

  private void checkHash(MessageId given, Format format, CheckedPayload payload)
      throws RefusedException {
    boolean hash = given.form() == IdForm.HASH;
    if (!(hash || format == Format.AZUL) || Sealed.is(payload.sent())) {
      return;
    }
    if (!given.equals(ContentHash.of(format, payload.sent()))) {
      throw RefusedException.of(
          EnvelopeCode.HASH_MISMATCH,
          members.at() + "current",
          "must be the hash of the payload",
          members.current());
    }
  }

  private Optional<MessageId> parent(MessageId id) throws RefusedException {
    JsonNode parent = members.parent();
    if (parent.isMissingNode()) {
      return Optional.empty();
    }
    String field = members.at() + "parent";
    // A path says who handled a message, not which one.
    Optional<MessageId> parsed = id(parent).filter(one -> one.form() != IdForm.PATH);
    if (parsed.isEmpty()) {
      throw RefusedException.of(
          EnvelopeCode.BAD_UUID, field, "must be an id other than a path", parent);
    }
    if (parsed.get().equals(id)) {
      throw RefusedException.of(
          EnvelopeCode.SELF_PARENT, field, "must not be the message itself", parent);
    }
    return parsed;
  }

  private void checkHops(Optional<EntityPath> path) throws RefusedException {
    if (path.isEmpty()) {
      return;
    }
    String field = members.at() + "path";
    if (path.get().contains(receiver.own())) {
      throw RefusedException.of(EnvelopeCode.LOOP, field, "names this instance, " + receiver.own());
    }
    if (path.get().isFull()) {
      throw RefusedException.of(
          EnvelopeCode.TOO_MANY_HOPS,
          field,
          "has " + EntityPath.HOPS_MAX + " names; at most one less is taken");
    }
  }
}
