package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.field.FieldTable;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.field.Mode;
import io.heliograph.exchange.field.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IntelMQ 2.x message (exchange.md section 3). Its id is the hash of its payload, unless our own
 * flat export wrote one into {@code extra}.
 *
 * @param kind what {@code __type} says
 * @param fields all members but the marker, flat
 */
record FlatMessage(Kind kind, ObjectNode fields) {
  /** Where the flat export keeps the id. */
  static final String UUID_KEY = "extra.x_meta_uuid";

  /** Where the flat export keeps the parent. */
  static final String PARENT_KEY = "extra.x_meta_parent";

  private static final String TYPE_MARKER = "__type";

  static FlatMessage of(ObjectNode message, Receiver receiver) throws RefusedException {
    Kind kind = kind(message.path(TYPE_MARKER), receiver);
    ObjectNode fields = message.objectNode();
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      if (!member.getKey().equals(TYPE_MARKER)) {
        add(fields, kind, member, receiver.hierarchical());
      }
    }
    return new FlatMessage(kind, fields);
  }

  private static Kind kind(JsonNode marker, Receiver receiver) throws RefusedException {
    Optional<Kind> kind =
        marker.isMissingNode() || marker.isNull()
            ? receiver.untyped()
            : marker.isTextual() ? Kind.ofPythonClass(marker.textValue()) : Optional.empty();
    if (kind.isEmpty()) {
      throw RefusedException.of(
          EnvelopeCode.BAD_TYPE, TYPE_MARKER, "must be Event or Report", marker);
    }
    return kind.get();
  }

  /**
   * Joins nested keys with dots, down to a field of the table: what is below {@code extra} stays.
   */
  private static void add(
      ObjectNode fields, Kind kind, Map.Entry<String, JsonNode> member, boolean nests) {
    String key = member.getKey();
    boolean branch = nests && member.getValue().isObject() && !FieldTable.INTELMQ.isKey(kind, key);
    if (!branch) {
      fields.set(key, member.getValue());
      return;
    }
    member
        .getValue()
        .properties()
        .forEach(
            below ->
                add(fields, kind, Map.entry(key + "." + below.getKey(), below.getValue()), true));
  }

  Envelope envelope(Receiver receiver) throws RefusedException {
    Payload payload = Payload.of(receiver.sanitation(), kind, fields, Mode.IMPORT);
    if (!payload.isSound()) {
      return assigned(fields, Optional.empty(), payload);
    }
    ObjectNode canonical = payload.fields();
    JsonNode uuid = canonical.path(UUID_KEY);
    if (uuid.isMissingNode()) {
      return assigned(canonical, Optional.empty(), payload);
    }
    canonical.remove(UUID_KEY);
    JsonNode parent = canonical.path(PARENT_KEY);
    canonical.remove(PARENT_KEY);
    MessageId given = id(uuid, UUID_KEY);
    Optional<MessageId> from =
        parent.isMissingNode() ? Optional.empty() : Optional.of(id(parent, PARENT_KEY));
    boolean changed =
        given.form() == IdForm.HASH && !given.equals(ContentHash.of(Format.INTELMQ, canonical));
    if (changed) {
      // A bot between our export and us enriched it: a new message, made of the old one.
      return assigned(canonical, Optional.of(given), payload);
    }
    if (from.filter(given::equals).isPresent()) {
      throw RefusedException.of(
          EnvelopeCode.SELF_PARENT, PARENT_KEY, "must not be the message itself", parent);
    }
    return new Envelope(header(from), given, given.form(), false, noMeta(), canonical, List.of());
  }

  private static MessageId id(JsonNode member, String field) throws RefusedException {
    Optional<MessageId> id =
        member.isTextual() ? MessageId.parse(member.textValue()) : Optional.empty();
    return id.filter(one -> one.form() != IdForm.PATH)
        .orElseThrow(
            () ->
                RefusedException.of(
                    EnvelopeCode.BAD_UUID, field, "must be an id other than a path", member));
  }

  private Envelope assigned(ObjectNode content, Optional<MessageId> parent, Payload payload) {
    return new Envelope(
        header(parent),
        ContentHash.of(Format.INTELMQ, content),
        IdForm.HASH,
        true,
        noMeta(),
        content,
        payload.faults());
  }

  private Envelope.Header header(Optional<MessageId> parent) {
    return new Envelope.Header(Shape.FLAT, kind, Format.INTELMQ, parent, Optional.empty());
  }

  private static ObjectNode noMeta() {
    return JsonNodeFactory.instance.objectNode();
  }
}
