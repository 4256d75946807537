package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.envelope.ContentHash;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.Format;
import io.heliograph.exchange.envelope.IdForm;
import io.heliograph.exchange.envelope.MessageId;
import io.heliograph.exchange.envelope.MetaNames;
import io.heliograph.exchange.field.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Converts messages between formats. A converted message is a new one: its id is the hash of its
 * payload, its parent the message that it was made of, so the same conversion made twice is known
 * as one; one with an action keeps the parent that it is about. Path and further members of {@code
 * meta} stay. Stateless, for any thread.
 */
public final class Conversion {
  private final Context context;

  /** With what conversions need to know. */
  public Conversion(Context context) {
    this.context = context;
  }

  /**
   * The message in another format; several events where n6 or IDEA has several addresses.
   *
   * @throws ConversionException when the other format cannot hold it
   */
  public List<Envelope> convert(Envelope message, Format to) throws ConversionException {
    Format from = message.header().format();
    if (from == to) {
      return List.of(message);
    }
    if (from == Format.AZUL || to == Format.AZUL || message.isSealed()) {
      throw new ConversionException(
          "format: events of a hub and sealed payloads are not converted");
    }
    if (message.header().kind() == Kind.REPORT) {
      throw new ConversionException("type: only events are converted; reports have no other form");
    }
    List<Envelope> events = from == Format.INTELMQ ? List.of(message) : read(message, from);
    if (to == Format.INTELMQ) {
      return events;
    }
    List<Envelope> converted = new ArrayList<>();
    for (Envelope event : events) {
      // A chain of two conversions is one step for whoever reads it.
      MessageId identity = from == Format.INTELMQ ? message.id() : event.id();
      ObjectNode payload =
          to == Format.N6
              ? new N6Writer(context).write(event.payload(), identity)
              : IdeaWriter.write(event.payload(), identity);
      converted.add(child(event, to, payload, parent(message, event)));
    }
    return List.copyOf(converted);
  }

  private List<Envelope> read(Envelope message, Format from) throws ConversionException {
    return from == Format.N6 ? readN6(message) : readIdea(message);
  }

  /** The parent is the message; of one without an id of its own, what n6 calls it. */
  private List<Envelope> readN6(Envelope message) throws ConversionException {
    JsonNode payload = message.payload();
    MessageId parent = n6Parent(message);
    boolean withdrawn = Set.of("bl-delist", "bl-expire").contains(payload.path("type").asText());
    List<Envelope> events = new ArrayList<>();
    for (ObjectNode event : new N6Reader(context).read(payload)) {
      Envelope child = child(message, Format.INTELMQ, event, parent);
      if (withdrawn) {
        child.meta().put(MetaNames.ACTION, "withdraw");
      }
      events.add(child);
    }
    return events;
  }

  private static MessageId n6Parent(Envelope message) {
    JsonNode payload = message.payload();
    if (!message.assigned()) {
      return message.id();
    }
    Optional<MessageId> kept =
        MessageId.parse(payload.path(N6Reader.INTELMQ).path(N6Writer.UUID_KEY).asText())
            .filter(id -> id.form() != IdForm.PATH);
    if (kept.isPresent()) {
      return kept.get();
    }
    String id = payload.path("id").asText();
    return id.isEmpty() ? message.id() : new MessageId(IdForm.UUID, NameUuid.of("n6:" + id));
  }

  private List<Envelope> readIdea(Envelope message) throws ConversionException {
    JsonNode idea = message.payload();
    List<ObjectNode> payloads = new IdeaReader(context).read(idea);
    MessageId own = ideaId(idea.path("ID").asText());
    Optional<MessageId> predecessor =
        Optional.of(idea.path("PredID"))
            .map(id -> id.isArray() ? id.path(0) : id)
            .filter(JsonNode::isTextual)
            .map(id -> ideaId(id.textValue()));
    // Without an id of its own the message is what IDEA calls it.
    boolean itself = message.assigned() && payloads.size() == 1;
    List<Envelope> events = new ArrayList<>();
    for (ObjectNode payload : payloads) {
      Envelope event =
          itself
              ? withId(child(message, Format.INTELMQ, payload, own), own, predecessor)
              : child(message, Format.INTELMQ, payload, message.assigned() ? own : message.id());
      addIdeaMeta(event.meta(), idea);
      if (itself && predecessor.isPresent()) {
        event.meta().put(MetaNames.ACTION, "replace");
      } else {
        predecessor.ifPresent(id -> relate(event.meta(), id.text()));
      }
      events.add(event);
    }
    return events;
  }

  private MessageId ideaId(String id) {
    return MessageId.parse(context.publisher() + ":idea:" + id)
        .filter(parsed -> parsed.form() == IdForm.CYCAT)
        .orElseGet(() -> new MessageId(IdForm.UUID, NameUuid.of("idea:" + id)));
  }

  private static void addIdeaMeta(ObjectNode meta, JsonNode idea) {
    IdeaReader.related(idea).forEach(id -> relate(meta, id.asText()));
    idea.path("AltNames").forEach(name -> add(meta, "alternate", name.asText()));
  }

  private static void relate(ObjectNode meta, String id) {
    add(meta, "related", id);
  }

  /** Whoever wrote the message may have put something else there than a list: it stays in it. */
  private static void add(ObjectNode meta, String name, String id) {
    JsonNode former = meta.path(name);
    ArrayNode list = former.isArray() ? (ArrayNode) former : meta.arrayNode();
    if (!former.isArray() && !former.isMissingNode()) {
      list.add(former);
    }
    meta.set(name, list.add(id));
  }

  /** What a message of two steps was made of: the message, or what its own format calls it. */
  private static MessageId parent(Envelope message, Envelope event) {
    if (event.equals(message) || !message.assigned()) {
      return message.id();
    }
    return event.assigned() ? event.root() : event.id();
  }

  private static Envelope child(
      Envelope message, Format format, ObjectNode payload, MessageId parent) {
    Envelope.Header former = message.header();
    Optional<MessageId> target =
        message.meta().has(MetaNames.ACTION) ? former.parent() : Optional.empty();
    return new Envelope(
        new Envelope.Header(
            former.shape(),
            former.kind(),
            format,
            target.or(() -> Optional.of(parent)),
            former.path()),
        ContentHash.of(format, payload),
        IdForm.HASH,
        true,
        message.meta().deepCopy(),
        payload,
        List.of());
  }

  private static Envelope withId(Envelope event, MessageId id, Optional<MessageId> parent) {
    Envelope.Header former = event.header();
    return new Envelope(
        new Envelope.Header(
            former.shape(),
            former.kind(),
            former.format(),
            parent.filter(one -> !one.equals(id)),
            former.path()),
        id,
        id.form(),
        false,
        event.meta(),
        event.payload(),
        List.of());
  }
}
