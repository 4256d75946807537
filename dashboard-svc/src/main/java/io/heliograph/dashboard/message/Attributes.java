package io.heliograph.dashboard.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.dashboard.geo.Location;

/**
 * The handling of one attribute, in MISP-dashboard's order of steps: what fails loses the steps
 * behind it (contract dashboard.md section 2).
 */
final class Attributes {
  private static final String NETWORK_ACTIVITY = "Network activity";
  private static final String PHONE = "phone-number";

  private final Geolocator geolocator;
  private final boolean misp;

  Attributes(Geolocator geolocator, boolean misp) {
    this.geolocator = geolocator;
    this.misp = misp;
  }

  /**
   * An attribute with what surrounds it.
   *
   * @param attribute the attribute itself
   * @param outer the message that holds it
   * @param line the live log's text around it
   * @param sighted whether it comes with a sighting, which is its contribution
   */
  record Occurrence(JsonNode attribute, JsonNode outer, LiveText line, boolean sighted) {}

  /** Makes the text of the live log's line. */
  @FunctionalInterface
  interface LiveText {
    String line();
  }

  void handle(Occurrence occurrence, Effects effects) throws UnusableException {
    JsonNode attribute = occurrence.attribute();
    JsonNode object = Members.required(attribute, "object_id");
    if (!misp && Members.isSet(attribute, "deleted")) {
      return;
    }
    boolean plain = isPlain(object);
    String category = Members.name(attribute, "category");
    JsonNode timestamp = attribute.get("timestamp");
    long seconds =
        attribute.has("timestamp")
            ? Members.seconds(timestamp, "timestamp")
            : effects.context().epochSeconds();
    effects.trendingCategory(category, seconds);
    JsonNode tags = attribute.get("Tag");
    if (tags != null) {
      effects.trendingTags(tags, seconds);
    }
    if (category.equals(NETWORK_ACTIVITY)) {
      String address = address(Members.name(attribute, "value"));
      locate(geolocator.ofAddress(address), attribute, effects);
    }
    JsonNode type = Members.required(attribute, "type");
    if (type.isTextual() && type.textValue().equals(PHONE)) {
      String number = Members.name(attribute, "value");
      locate(geolocator.ofPhone(number), attribute, effects);
    }
    if (!occurrence.sighted()) {
      contribute(occurrence, plain, category, effects);
    }
    effects.logged(plain ? "Attribute" : "ObjectAttribute", occurrence.line());
  }

  /** Whether it is of the event itself, not of an object. */
  private boolean isPlain(JsonNode object) {
    return misp
        ? object.isTextual() && object.textValue().equals("0")
        : object.isNull() || Members.isCode(object, "0");
  }

  /**
   * What of a value may be an address: all of it, or one half of {@code ip|port}, {@code
   * domain|ip}.
   */
  private String address(String value) {
    if (misp || value.indexOf('|') < 0) {
      return value;
    }
    for (String part : value.split("\\|", 3)) {
      if (geolocator.isAddress(part.strip())) {
        return part.strip();
      }
    }
    return value;
  }

  private void locate(Location location, JsonNode attribute, Effects effects)
      throws UnusableException {
    switch (location) {
      case Location.GeoPoint place ->
          effects.placed(
              place, Members.name(attribute, "category"), Members.name(attribute, "value"));
      case Location.Nowhere nowhere -> {
        // Neither an address nor a number, or not known: counted all the same.
      }
      case Location.Unplaced unplaced -> {
        if (misp) {
          throw UnusableException.incomplete(Rejection.NO_PLACE, unplaced.reason());
        }
        // Corrected: it counts, without a place.
      }
      case Location.Unusable unusable ->
          throw UnusableException.poison(Rejection.NO_PLACE, unusable.reason());
    }
  }

  private static void contribute(
      Occurrence occurrence, boolean plain, String category, Effects effects)
      throws UnusableException {
    JsonNode outer = occurrence.outer();
    JsonNode event = Members.required(outer, "Event");
    String organisation = Members.name(Members.required(event, "Orgc"), "name");
    effects.contributed(
        organisation,
        plain ? Effect.Contribution.ATTRIBUTE : Effect.Contribution.OBJECT_ATTRIBUTE,
        category,
        PythonJson.of(Members.orNull(outer, "action")),
        Members.isFilled(outer, "EventTag"));
  }
}
