package io.heliograph.dashboard.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.geo.Geolocator;
import java.util.List;

/**
 * What a frame of MISP, {@code topic SP json}, does to the statistics: the dispatch table of
 * contract dashboard.md section 2. A pure function of the frame, its arrival, the rules and the geo
 * data. Not thread-safe: one thread each.
 */
public final class MessageHandler {
  private static final String EVENT = "Event";
  private static final String ATTRIBUTE = "Attribute";
  private static final String OBJECT = "Object";
  private static final String ACTION = "action";
  private static final double MILLIS = 1000;

  /** The type of a sighting that says that a value is no longer of use: it is not counted. */
  private static final String EXPIRATION = "2";

  private final Rules rules;
  private final Days days;
  private final Attributes attributes;

  /** A handler under these rules. */
  public MessageHandler(Rules rules, Geolocator geolocator) {
    this.rules = rules;
    this.days = new Days(rules.zone());
    this.attributes = new Attributes(geolocator, rules.misp());
  }

  /** What becomes of that frame. */
  public Outcome handle(byte[] frame, MessageContext context) {
    Effects effects = new Effects(rules, days, context);
    try {
      int end = MessageReader.topicEnd(frame);
      if (end < 0) {
        return new Outcome.Rejected(Rejection.NO_BODY, "the message has no body");
      }
      dispatch(new String(frame, 0, end, UTF_8), frame, end, effects);
      return new Outcome.Counted(effects.gathered());
    } catch (UnusableException unusable) {
      List<Effect> before = effects.gathered();
      return unusable.kind() == UnusableException.Kind.POISON || before.isEmpty()
          ? new Outcome.Rejected(unusable.rejection(), unusable.detail())
          : new Outcome.Partly(before, unusable.rejection(), unusable.detail());
    }
  }

  private void dispatch(String topic, byte[] frame, int end, Effects effects)
      throws UnusableException {
    switch (topic) {
      case "misp_json" -> {
        JsonNode message = MessageReader.body(frame, end);
        if (message.has(EVENT)) {
          event(message, effects);
        }
      }
      case "misp_json_event" -> event(MessageReader.body(frame, end), effects);
      case "misp_json_attribute" -> attribute(MessageReader.body(frame, end), effects);
      case "misp_json_object" -> {
        JsonNode message = MessageReader.body(frame, end);
        if (message.has(OBJECT)) {
          object(message.get(OBJECT), message, effects);
        }
      }
      case "misp_json_sighting" -> sighting(MessageReader.body(frame, end), effects);
      case "misp_json_conversation" -> conversation(MessageReader.body(frame, end), effects);
      case "misp_json_audit" -> audit(MessageReader.body(frame, end), effects);
      case "misp_json_self" ->
          effects.keptAlive(Members.required(MessageReader.body(frame, end), "uptime"));
      case "diagnostic_channel" -> diagnostic(MessageReader.body(frame, end), effects);
      case "misp_json_user", "misp_json_organisation", "misp_json_object_reference" -> {
        JsonNode unused = MessageReader.body(frame, end);
      }
      default ->
          throw UnusableException.incomplete(Rejection.UNKNOWN_TOPIC, "the topic is not known");
    }
  }

  /** A deletion is announced like an addition; only MISP-dashboard counts it as one. */
  private boolean isDeletion(JsonNode message) {
    return !rules.misp() && "delete".equals(message.path(ACTION).textValue());
  }

  private void event(JsonNode message, Effects effects) throws UnusableException {
    if (isDeletion(message)) {
      return;
    }
    JsonNode event = Members.required(message, EVENT);
    String title = Members.name(event, "info");
    long seconds = Members.seconds(Members.required(event, "timestamp"), "Event.timestamp");
    effects.trendingEvent(title, seconds);
    JsonNode tags = event.get("Tag");
    if (tags != null) {
      effects.trendingTags(tags, seconds);
    }
    attributesOf(event, message, effects);
    JsonNode objects = event.get(OBJECT);
    if (objects != null) {
      for (JsonNode object : list(objects, "Event.Object")) {
        object(object, message, effects);
      }
    }
    // MISP names the creator within the event; only beside it MISP-dashboard finds it.
    boolean within = !rules.misp() && !message.path("Orgc").has("name");
    JsonNode creator = within ? event.path("Orgc") : message.path("Orgc");
    if (creator.has("name")) {
      effects.contributed(
          Members.name(creator, "name"),
          Effect.Contribution.EVENT,
          "",
          PythonJson.of(Members.orNull(message, ACTION)),
          Members.isFilled(message, "EventTag") || (within && Members.isFilled(event, "Tag")));
    }
  }

  private void attributesOf(JsonNode event, JsonNode message, Effects effects)
      throws UnusableException {
    JsonNode held = event.get(ATTRIBUTE);
    if (held == null || (held.isArray() && held.isEmpty())) {
      return;
    }
    LiveLine around = LiveLine.around(message);
    for (JsonNode attribute : held.isArray() ? held : List.of(held)) {
      attributes.handle(
          new Attributes.Occurrence(attribute, message, () -> around.with(attribute), false),
          effects);
    }
  }

  private void attribute(JsonNode message, Effects effects) throws UnusableException {
    if (isDeletion(message)) {
      return;
    }
    JsonNode attribute = message.has(ATTRIBUTE) ? message.get(ATTRIBUTE) : message;
    attributes.handle(
        new Attributes.Occurrence(attribute, message, () -> PythonJson.of(message), false),
        effects);
  }

  /**
   * The object's own action and tags count, which it does not have: those of the message do not.
   */
  private void object(JsonNode object, JsonNode message, Effects effects) throws UnusableException {
    JsonNode held = Members.required(object, ATTRIBUTE);
    boolean gone = !rules.misp() && Members.isSet(object, "deleted");
    if (held.isEmpty() || gone || isDeletion(message)) {
      return;
    }
    JsonNode event = Members.required(message, EVENT);
    ObjectNode outer = JsonNodeFactory.instance.objectNode();
    outer.setAll((ObjectNode) object);
    outer.set(EVENT, event);
    LiveLine around = LiveLine.around(object, event);
    for (JsonNode attribute : list(held, "Object.Attribute")) {
      attributes.handle(
          new Attributes.Occurrence(attribute, outer, () -> around.with(attribute), false),
          effects);
    }
  }

  private void sighting(JsonNode message, Effects effects) throws UnusableException {
    if (isDeletion(message)) {
      return;
    }
    JsonNode sighting = Members.required(message, "Sighting");
    JsonNode event = Members.required(sighting, EVENT);
    String organisation = Members.name(Members.required(event, "Orgc"), "name");
    JsonNode attribute = Members.required(sighting, ATTRIBUTE);
    effects.contributed(
        organisation,
        Effect.Contribution.SIGHTING,
        Members.name(attribute, "category"),
        PythonJson.of(Members.orNull(message, ACTION)),
        false);
    attributes.handle(
        new Attributes.Occurrence(attribute, sighting, () -> PythonJson.of(sighting), true),
        effects);
    long seconds = Members.seconds(sighting.get("date_sighting"), "Sighting.date_sighting");
    JsonNode type = Members.required(sighting, "type");
    if (isCode(type, "0")) {
      effects.sighted(false, seconds);
    } else if (isCode(type, "1")) {
      effects.sighted(true, seconds);
    } else if (!rules.misp() && !isCode(type, EXPIRATION)) {
      throw UnusableException.incomplete(
          Rejection.WRONG_TYPE, "Sighting.type is none of 0, 1 and 2");
    }
  }

  private boolean isCode(JsonNode value, String code) {
    return rules.misp() ? code.equals(value.textValue()) : Members.isCode(value, code);
  }

  private void conversation(JsonNode message, Effects effects) throws UnusableException {
    if (!message.has("Post") || isDeletion(message)) {
      return;
    }
    String organisation = Members.name(message.get("Post"), "org_name");
    effects.contributed(organisation, Effect.Contribution.DISCUSSION, "", "\"add\"", false);
    effects.trendingDiscussion();
  }

  private static void audit(JsonNode message, Effects effects) throws UnusableException {
    JsonNode action = message.get(ACTION);
    if (action == null || !"log".equals(action.textValue())) {
      return;
    }
    JsonNode log = Members.required(message, "Log");
    JsonNode what = log.get(ACTION);
    if (what != null && "login".equals(what.textValue())) {
      JsonNode organisation = log.get("org");
      effects.loggedIn(organisation == null ? "" : Members.text(organisation, "Log.org"));
    }
  }

  private static void diagnostic(JsonNode message, Effects effects) throws UnusableException {
    JsonNode content = message.get("content");
    if (content == null || !content.isNumber()) {
      throw UnusableException.poison(Rejection.WRONG_TYPE, "content is not a number");
    }
    double now = effects.context().epochMillis() / MILLIS;
    effects.diagnosed(PythonJson.ofDouble(now - content.doubleValue()));
  }

  private static JsonNode list(JsonNode value, String name) throws UnusableException {
    if (!value.isArray()) {
      throw UnusableException.poison(Rejection.WRONG_TYPE, name + " is not a list");
    }
    return value;
  }
}
