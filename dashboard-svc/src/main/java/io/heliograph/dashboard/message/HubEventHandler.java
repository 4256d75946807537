package io.heliograph.dashboard.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.dashboard.geo.Location;
import io.heliograph.event.Model;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import java.io.IOException;

/**
 * What an event of the hub does to the statistics (contract dashboard.md, reading 4): a binary
 * event is a contribution of its origin, a plugin's result one of the plugin; a status only trends;
 * a plugin that registers counts as logged in, once an hour. A pure function, like {@link
 * MessageHandler}. Not thread-safe: one thread each.
 */
public final class HubEventHandler {
  private static final String OBSERVATION = "observation";
  private static final String SOURCE_IP = "source.ip";
  private static final String PLUGIN = "plugin";
  private static final String NO_ACTION = "\"add\"";

  /** Of one event no more features than that are looked at. */
  private static final int FEATURES_MAX = 1_000;

  /** Neutral, since the hub's formats have no colours. */
  private static final String TAG_COLOUR = "#6b7887";

  private static final ObjectReader JSON =
      JsonMapper.builder(BoundedJson.FACTORY).build().readerFor(JsonNode.class);

  private final Rules rules;
  private final Days days;
  private final Geolocator geolocator;

  /** A handler under these rules. */
  public HubEventHandler(Rules rules, Geolocator geolocator) {
    this.rules = rules;
    this.days = new Days(rules.zone());
    this.geolocator = geolocator;
  }

  /** What becomes of that value of a record. */
  public Outcome handle(Model model, byte[] value, MessageContext context) {
    Effects effects = new Effects(rules, days, context);
    try {
      JsonNode event = read(model, value);
      switch (model) {
        case Model.Builtin.BINARY -> binary(event, effects);
        case Model.Builtin.STATUS -> {
          String status = Members.name(Members.required(event, "entity"), "status");
          effects.trendingCategory("status " + status, context.epochSeconds());
        }
        case Model.Builtin.PLUGIN -> effects.loggedInOnceAnHour(author(event));
        case Model.Builtin.OBSERVATION -> observation(event, effects);
        case Model.Builtin.DOWNLOAD,
            Model.Builtin.INSERT,
            Model.Builtin.DELETE,
            Model.Builtin.RETROHUNT -> {
          // They do not name a contributor.
        }
        case Model.Declared _ -> {
          // Only the deployment that declared them knows what they mean.
        }
      }
      return new Outcome.Counted(effects.gathered());
    } catch (UnusableException unusable) {
      return new Outcome.Rejected(unusable.rejection(), unusable.detail());
    }
  }

  private static JsonNode read(Model model, byte[] value) throws UnusableException {
    byte[] json = value;
    if (value.length > 0 && value[0] != '{') {
      json = StoredEvents.readAvro(model, value).map(StoredEvent::json).orElse(new byte[0]);
    }
    JsonNode event;
    try {
      event = JSON.readValue(json);
    } catch (IOException malformed) {
      throw UnusableException.poison(Rejection.NOT_JSON, "the event is not JSON");
    }
    if (event == null || !event.isObject()) {
      throw UnusableException.poison(Rejection.NOT_AN_OBJECT, "the event is not an object");
    }
    return event;
  }

  private static String author(JsonNode event) throws UnusableException {
    return Members.name(Members.required(event, "author"), "name");
  }

  private void binary(JsonNode event, Effects effects) throws UnusableException {
    String source = Members.name(Members.required(event, "source"), "name");
    String action = Members.name(event, "action");
    String author = author(event);
    JsonNode entity = Members.required(event, "entity");
    long seconds = effects.context().epochSeconds();
    boolean ofPlugin = event.path("author").path("category").asText().equals(PLUGIN);
    String organisation = ofPlugin ? author : organisation(event, source);
    String category = ofPlugin ? PLUGIN : action;
    effects.trendingCategory(action, seconds);
    effects.trendingEvent(source, seconds);
    format(entity, seconds, effects);
    places(entity, effects);
    effects.contributed(
        organisation,
        ofPlugin ? Effect.Contribution.ATTRIBUTE : Effect.Contribution.EVENT,
        category,
        NO_ACTION,
        false);
    if (!action.equals("enriched")) {
      String line =
          line(
              event,
              organisation,
              seconds,
              entity.path("file_format").asText(),
              entity.path("sha256").asText());
      effects.logged("Hub", () -> line);
    }
  }

  /** A message between organisations; its payload has the members of IntelMQ. */
  private void observation(JsonNode event, Effects effects) throws UnusableException {
    String source = Members.name(Members.required(event, "source"), "name");
    String given = event.path("action").asText("");
    String category = given.isEmpty() ? OBSERVATION : given;
    JsonNode entity = Members.required(event, "entity");
    long seconds = effects.context().epochSeconds();
    String organisation = organisation(event, source);
    effects.trendingCategory(category, seconds);
    effects.trendingEvent(source, seconds);
    String address = entity.path("payload").path(SOURCE_IP).asText("");
    if (geolocator.ofAddress(address) instanceof Location.GeoPoint place) {
      effects.placed(place, SOURCE_IP, address);
    }
    effects.contributed(organisation, Effect.Contribution.EVENT, category, NO_ACTION, false);
    String id = entity.path("meta").path("uuid").path("current").asText();
    String line = line(event, organisation, seconds, OBSERVATION, address.isEmpty() ? id : address);
    effects.logged("Hub", () -> line);
  }

  private static String organisation(JsonNode event, String source) {
    String organisation = event.path("source").path("references").path("org").asText("");
    return organisation.isEmpty() ? source : organisation;
  }

  private static void format(JsonNode entity, long seconds, Effects effects)
      throws UnusableException {
    String format = entity.path("file_format").asText("");
    if (!format.isEmpty()) {
      ObjectNode tag = JsonNodeFactory.instance.objectNode();
      tag.put("id", format).put("name", "format:" + format).put("colour", TAG_COLOUR);
      effects.trendingTags(JsonNodeFactory.instance.arrayNode().add(tag), seconds);
    }
  }

  private void places(JsonNode entity, Effects effects) {
    int looked = 0;
    for (JsonNode feature : entity.path("features")) {
      String value = feature.path("value").asText("");
      if (looked++ < FEATURES_MAX
          && geolocator.ofAddress(value) instanceof Location.GeoPoint place) {
        effects.placed(place, feature.path("name").asText(""), value);
      }
    }
  }

  /** In the form of MISP's attributes, so that readers of the live log understand it. */
  private static String line(
      JsonNode event, String organisation, long seconds, String type, String value) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode outer = line.putObject("Event");
    outer.put("info", event.path("source").path("name").asText());
    outer.putObject("Orgc").put("name", organisation);
    ObjectNode attribute = line.putObject("Attribute");
    attribute.put("timestamp", Long.toString(seconds));
    attribute.put("category", event.path("action").asText());
    attribute.put("type", type);
    attribute.put("value", value);
    attribute.put("comment", event.path("author").path("name").asText());
    return PythonJson.of(line);
  }
}
