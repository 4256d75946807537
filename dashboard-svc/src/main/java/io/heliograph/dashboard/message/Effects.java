package io.heliograph.dashboard.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.geo.Location;
import io.heliograph.event.StatisticsKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the effects of one message in their order. One thread, one message. */
final class Effects {
  private static final String DISCUSSION = "no name or id yet...";

  private final List<Effect> gathered = new ArrayList<>();
  private final Rules rules;
  private final Days days;
  private final MessageContext context;
  private final String today;
  private final String feedJson;
  private long liveBytes;

  Effects(Rules rules, Days days, MessageContext context) {
    this.rules = rules;
    this.days = days;
    this.context = context;
    this.today = days.name(context.epochSeconds());
    this.feedJson = PythonJson.of(context.feed());
  }

  List<Effect> gathered() {
    return List.copyOf(gathered);
  }

  MessageContext context() {
    return context;
  }

  void trendingEvent(String title, long seconds) {
    gain(StatisticsKeys.TRENDING_EVENTS + days.name(seconds), title);
  }

  void trendingCategory(String category, long seconds) {
    gain(StatisticsKeys.TRENDING_CATEGORIES + days.name(seconds), category);
  }

  void trendingTags(JsonNode tags, long seconds) throws UnusableException {
    if (!tags.isArray()) {
      throw UnusableException.poison(Rejection.WRONG_TYPE, "Tag is not a list");
    }
    String key = StatisticsKeys.TRENDING_TAGS + days.name(seconds);
    for (JsonNode tag : tags) {
      StringBuilder member = new StringBuilder(96).append("{\"id\": ");
      JsonNode id = Members.required(tag, "id");
      if (!rules.misp() && id.isIntegralNumber()) {
        // The same tag, whether MISP writes its number as text or not.
        PythonJson.write(id.asText(), member);
      } else {
        PythonJson.write(id, member);
      }
      PythonJson.write(Members.required(tag, "name"), member.append(", \"name\": "));
      PythonJson.write(Members.required(tag, "colour"), member.append(", \"colour\": "));
      gain(key, member.append('}').toString());
    }
  }

  void trendingDiscussion() {
    gain(StatisticsKeys.TRENDING_DISCUSSIONS + today, DISCUSSION);
  }

  void sighted(boolean falsePositive, long seconds) {
    String key = falsePositive ? StatisticsKeys.FALSE_POSITIVES : StatisticsKeys.SIGHTINGS;
    gathered.add(new Effect.Count(key + days.name(seconds)));
  }

  void loggedIn(String organisation) {
    gathered.add(new Effect.LoggedIn(organisation));
  }

  void loggedInOnceAnHour(String plugin) {
    gathered.add(new Effect.AtWork(plugin));
  }

  void diagnosed(String seconds) {
    gathered.add(new Effect.Diagnosed(seconds));
  }

  /** A place on the map of the day (contract dashboard.md sections 4.1 and 5). */
  void placed(Location.GeoPoint place, String category, String value) {
    String coordinates = "{\"lat\": " + place.latitude() + ", \"lon\": " + place.longitude();
    String what = "\"categ\": " + PythonJson.of(category) + ", \"value\": " + PythonJson.of(value);
    boolean plain = place.latitude().charAt(0) == '"' || rules.plainPlaces();
    gain(StatisticsKeys.GEO_COORDINATES + today, coordinates + (plain ? "}" : ", " + what + "}"));
    String country = place.country();
    if (country != null) {
      gain(StatisticsKeys.GEO_COUNTRIES + today, country);
    }
    gathered.add(
        new Effect.Placed(
            StatisticsKeys.GEO_RADIUS + today,
            place.longitudeDegrees(),
            place.latitudeDegrees(),
            "{" + what + "}"));
    StringBuilder message = new StringBuilder(256).append("{\"coord\": ").append(coordinates);
    message.append("}, ").append(what);
    append(message, ", \"country\": ", place.countryName());
    append(message, ", \"specifName\": ", place.region());
    append(message, ", \"cityName\": ", place.city());
    append(message, ", \"regionCode\": ", country);
    String text = message.append('}').toString();
    gathered.add(
        new Effect.Listed(StatisticsKeys.CHANNEL_MAP, text, StatisticsKeys.LIVE_MAP, text));
  }

  private static void append(StringBuilder out, String label, @Nullable String value) {
    out.append(label);
    if (value == null) {
      out.append("null");
    } else {
      PythonJson.write(value, out);
    }
  }

  /**
   * An organisation contributed (contract dashboard.md section 4.2).
   *
   * @param category as sent; empty for none
   * @param action as JSON text
   */
  void contributed(
      String organisation,
      Effect.Contribution kind,
      String category,
      String action,
      boolean labelled) {
    String organisationJson = PythonJson.of(organisation);
    String inKeys = Category.inKeys(category);
    String announcement = "";
    Effect.CategoryKind categoryKind = Effect.CategoryKind.NONE;
    if (!category.isEmpty()) {
      announcement =
          contribution(
              "{\"org\": "
                  + organisationJson
                  + ", \"categ\": "
                  + PythonJson.of(category)
                  + ", \"action\": "
                  + action
                  + ", \"epoch\": "
                  + context.epochSeconds()
                  + "}");
      categoryKind =
          Category.withTrophies(rules.misp()).contains(inKeys)
              ? Effect.CategoryKind.TROPHY
              : Effect.CategoryKind.COUNTED;
    }
    gathered.add(
        new Effect.Contributed(
            organisation, organisationJson, kind, inKeys, categoryKind, labelled, announcement));
  }

  private String contribution(String log) {
    StringBuilder out = new StringBuilder(log.length() + 96);
    PythonJson.write(log, out.append("{\"name\": \"CONTRIBUTION\", \"log\": "));
    return out.append(", \"zmqName\": ").append(feedJson).append('}').toString();
  }

  /** A sign of life, which is not kept. */
  void keptAlive(JsonNode uptime) {
    gathered.add(
        new Effect.Published(
            rules.live().channel(), published("Keepalive", "[" + PythonJson.of(uptime) + "]")));
  }

  /** A line of the live log, unless this message has sent too much already. */
  void logged(String name, Attributes.LiveText text) {
    if (liveBytes > rules.live().bytesMax()) {
      return;
    }
    String line = text.line();
    liveBytes += line.length();
    if (line.length() > rules.live().lineMax()) {
      return;
    }
    String kept =
        "{\"name\": \"" + name + "\", \"log\": " + line + ", \"zmqName\": " + feedJson + "}";
    gathered.add(
        new Effect.Listed(
            rules.live().channel(), published(name, line), StatisticsKeys.LIVE_LOG, kept));
  }

  private String published(String name, String line) {
    StringBuilder out = new StringBuilder(line.length() + line.length() / 4 + 64);
    out.append("{\"name\": \"").append(name).append("\", \"log\": ");
    PythonJson.write(line, out);
    return out.append(", \"zmqName\": ").append(feedJson).append('}').toString();
  }

  private void gain(String key, String member) {
    gathered.add(new Effect.Gain(key, member));
  }
}
