package io.heliograph.exchange.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.field.Mode;
import io.heliograph.exchange.field.Payload;
import io.heliograph.exchange.json.CanonicalJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message in any shape and checks its envelope in the contract's order; the first check
 * that fails is the answer. Field rules run after and never change that answer. For one receiver,
 * immutable, for any thread.
 */
public final class EnvelopeReader {
  private final Receiver receiver;

  /** For one receiver. */
  public EnvelopeReader(Receiver receiver) {
    this.receiver = receiver;
  }

  /** What a message is, or why it is none. */
  public Reading read(JsonNode message) {
    Progress progress = new Progress();
    try {
      return new Reading.Read(read(message, progress));
    } catch (RefusedException refused) {
      return new Reading.Refused(refused.refusal(), progress.shape, progress.kind, progress.format);
    }
  }

  /** What is known of a message when a check fails. */
  private static final class Progress {
    @Nullable Shape shape;
    @Nullable Kind kind;
    @Nullable Format format;
  }

  private Envelope read(JsonNode message, Progress progress) throws RefusedException {
    Shape shape = shape(message);
    progress.shape = shape;
    if (shape == Shape.FLAT) {
      progress.format = Format.INTELMQ;
      FlatMessage flat = FlatMessage.of((ObjectNode) message, receiver);
      progress.kind = flat.kind();
      return flat.envelope(receiver);
    }
    JsonNode meta = message.path("meta");
    checkMetaSize(meta);
    JsonNode header = shape == Shape.AIL ? message : meta;
    String at = shape == Shape.AIL ? "" : "meta.";
    checkVersion(header.path("version"), shape, at);
    Format format = format(header.path("format"), at);
    progress.format = format;
    Kind kind = kind(header.path("type"), at);
    progress.kind = kind;
    JsonNode payload = message.path("payload");
    if (!payload.isObject()) {
      throw RefusedException.of(EnvelopeCode.BAD_PAYLOAD, "payload", "must be an object", payload);
    }
    return new IdChecks(receiver, IdMembers.of(shape, meta))
        .envelope(shape, kind, format, canonical(format, kind, payload))
        .withMeta(further(meta));
  }

  private static Shape shape(JsonNode message) throws RefusedException {
    if (!message.isObject()) {
      throw RefusedException.of(EnvelopeCode.MALFORMED, "message", "must be an object", message);
    }
    if (!message.has("meta") && !message.has("payload")) {
      return Shape.FLAT;
    }
    if (!message.path("meta").isObject()) {
      throw RefusedException.of(
          EnvelopeCode.MALFORMED, "meta", "must be an object", message.path("meta"));
    }
    return message.has("format") || message.has("version") ? Shape.AIL : Shape.NESTED;
  }

  private void checkMetaSize(JsonNode meta) throws RefusedException {
    int size = CanonicalJson.bytes(meta).length;
    if (size > receiver.metaBytesMax()) {
      throw RefusedException.of(
          EnvelopeCode.MALFORMED,
          "meta",
          "has " + size + " bytes; at most " + receiver.metaBytesMax() + " are taken");
    }
  }

  private static void checkVersion(JsonNode version, Shape shape, String at)
      throws RefusedException {
    String field = at + "version";
    if (!version.isIntegralNumber()) {
      throw RefusedException.of(EnvelopeCode.BAD_VERSION, field, "must be an integer", version);
    }
    List<Integer> supported = supported(shape);
    if (!version.canConvertToInt() || !supported.contains(version.intValue())) {
      throw RefusedException.of(
          EnvelopeCode.UNSUPPORTED_VERSION, field, "must be one of " + supported, version);
    }
  }

  /** The versions of a shape that this instance reads: what an unsupported one is answered with. */
  public static List<Integer> supported(Shape shape) {
    return shape == Shape.AIL ? List.of(1, 2) : List.of(1);
  }

  private Format format(JsonNode name, String at) throws RefusedException {
    Optional<Format> format = name.isTextual() ? Format.named(name.textValue()) : Optional.empty();
    if (format.isEmpty()) {
      throw RefusedException.of(
          EnvelopeCode.UNSUPPORTED_FORMAT, at + "format", "must be intelmq, n6 or idea", name);
    }
    if (format.get() == Format.AZUL && !receiver.member()) {
      throw RefusedException.of(
          EnvelopeCode.UNSUPPORTED_FORMAT,
          at + "format",
          "is taken from members of the federation only",
          name);
    }
    return format.get();
  }

  private static Kind kind(JsonNode name, String at) throws RefusedException {
    Optional<Kind> kind = name.isTextual() ? Kind.ofWire(name.textValue()) : Optional.empty();
    if (kind.isEmpty()) {
      throw RefusedException.of(
          EnvelopeCode.BAD_TYPE, at + "type", "must be event or report, in lower case", name);
    }
    return kind.get();
  }

  private CheckedPayload canonical(Format format, Kind kind, JsonNode payload) {
    ObjectNode sent = (ObjectNode) payload;
    if (format != Format.INTELMQ || Sealed.is(payload)) {
      return new CheckedPayload(sent, sent, List.of());
    }
    return CheckedPayload.of(sent, Payload.of(receiver.sanitation(), kind, payload, Mode.IMPORT));
  }

  private static ObjectNode further(JsonNode meta) {
    ObjectNode further = ((ObjectNode) meta).objectNode();
    meta.properties()
        .forEach(
            member -> {
              if (!MetaNames.RESERVED.contains(member.getKey())) {
                further.set(member.getKey(), member.getValue());
              }
            });
    return further;
  }
}
