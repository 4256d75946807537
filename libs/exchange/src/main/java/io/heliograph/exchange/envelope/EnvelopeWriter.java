package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Writes an envelope in one of the shapes. Members of {@code meta} leave as they came; which of
 * them may leave to whom is decided before.
 */
public final class EnvelopeWriter {
  private EnvelopeWriter() {}

  /** The message in a shape. Only payloads of IntelMQ can be flat: others are converted before. */
  public static ObjectNode write(Envelope envelope, Shape shape) {
    return switch (shape) {
      case NESTED -> nested(envelope);
      case AIL -> ail(envelope);
      case FLAT -> flat(envelope, true);
    };
  }

  private static ObjectNode nested(Envelope envelope) {
    ObjectNode message = envelope.payload().objectNode();
    ObjectNode meta = message.putObject("meta");
    meta.put("version", 1);
    ObjectNode uuid = meta.putObject("uuid");
    uuid.put("current", envelope.id().text());
    envelope.header().parent().ifPresent(parent -> uuid.put("parent", parent.text()));
    envelope.header().path().ifPresent(path -> uuid.put("path", path.toString()));
    meta.put("type", envelope.header().kind().wire());
    meta.put("format", envelope.header().format().wire());
    addFurther(meta, envelope);
    message.set("payload", envelope.payload());
    return message;
  }

  private static ObjectNode ail(Envelope envelope) {
    ObjectNode message = envelope.payload().objectNode();
    message.put("format", envelope.header().format().wire());
    message.put("version", 1);
    message.put("type", envelope.header().kind().wire());
    ObjectNode meta = message.putObject("meta");
    meta.put("uuid", envelope.id().text());
    envelope.header().parent().ifPresent(parent -> meta.put("intelmq:parent", parent.text()));
    envelope.header().path().ifPresent(path -> meta.put("intelmq:path", path.toString()));
    addFurther(meta, envelope);
    message.set("payload", envelope.payload());
    return message;
  }

  private static void addFurther(ObjectNode meta, Envelope envelope) {
    for (Map.Entry<String, JsonNode> member : envelope.meta().properties()) {
      if (!MetaNames.RESERVED.contains(member.getKey())) {
        meta.set(member.getKey(), member.getValue());
      }
    }
  }

  /** The payload alone, with its type; with the ids in {@code extra} when asked for. */
  public static ObjectNode flat(Envelope envelope, boolean withUuid) {
    if (envelope.header().format() != Format.INTELMQ || envelope.isSealed()) {
      throw new IllegalArgumentException("only a readable payload of IntelMQ can be flat");
    }
    ObjectNode message = envelope.payload().objectNode();
    message.put("__type", envelope.header().kind().pythonClass());
    message.setAll(envelope.payload());
    if (withUuid) {
      message.put(FlatMessage.UUID_KEY, envelope.id().text());
      envelope
          .header()
          .parent()
          .ifPresent(parent -> message.put(FlatMessage.PARENT_KEY, parent.text()));
    }
    return message;
  }
}
