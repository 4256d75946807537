package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.field.FieldFault;
import io.heliograph.exchange.field.Kind;
import java.util.List;
import java.util.Optional;

/**
 * A message that passed the checks of its envelope.
 *
 * @param header what the envelope says of the message
 * @param id its canonical id: given, or the hash of its payload
 * @param form the form in which the id was given; of an assigned one without any, {@code hash}
 * @param assigned whether the id is ours
 * @param meta further members of {@code meta}, never interpreted here
 * @param payload in canonical form when its fields are sound, else as sent
 * @param faults fields that break a rule; such a message is rejected
 */
public record Envelope(
    Header header,
    MessageId id,
    IdForm form,
    boolean assigned,
    ObjectNode meta,
    ObjectNode payload,
    List<FieldFault> faults) {

  /**
   * What an envelope says of its message.
   *
   * @param shape how it was laid out
   * @param kind event or report
   * @param format what the payload is
   * @param parent the message that this one was made of
   * @param path who handled it
   */
  public record Header(
      Shape shape,
      Kind kind,
      Format format,
      Optional<MessageId> parent,
      Optional<EntityPath> path) {}

  /** Copies the list. */
  public Envelope {
    faults = List.copyOf(faults);
  }

  /** The parent, or the id of a message without one: one step towards the root. */
  public MessageId root() {
    return header.parent().orElse(id);
  }

  /** Whether the payload can be read by its recipient only (section 0.12). */
  public boolean isSealed() {
    return Sealed.is(payload);
  }

  /** The same message after one more hop. */
  public Envelope withPath(EntityPath path) {
    Header longer =
        new Header(
            header.shape(), header.kind(), header.format(), header.parent(), Optional.of(path));
    return new Envelope(longer, id, form, assigned, meta, payload, faults);
  }

  /** The same message with these further members of {@code meta} only. */
  public Envelope withMeta(ObjectNode other) {
    return new Envelope(header, id, form, assigned, other, payload, faults);
  }

  /**
   * The message as it is stored and passed on. A hash id that was right for the payload as sent but
   * is not for its canonical form would be refused by the next hop: the message then gets a new id
   * and the given one becomes its parent, as of every changed payload; unless the parent is what
   * the message withdraws or replaces.
   */
  public Envelope stored() {
    if (id.form() != IdForm.HASH || isSealed() || header.format() == Format.AZUL) {
      return this;
    }
    MessageId canonical = ContentHash.of(header.format(), payload);
    if (canonical.equals(id)) {
      return this;
    }
    Optional<MessageId> target = meta.has(MetaNames.ACTION) ? header.parent() : Optional.empty();
    Header child =
        new Header(
            header.shape(),
            header.kind(),
            header.format(),
            target.or(() -> Optional.of(id)),
            header.path());
    return new Envelope(child, canonical, IdForm.HASH, true, meta, payload, faults);
  }
}
