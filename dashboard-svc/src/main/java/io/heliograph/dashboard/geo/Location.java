package io.heliograph.dashboard.geo;

import org.jspecify.annotations.Nullable;

/** What is known of where a value is. */
public sealed interface Location {

  /**
   * A place.
   *
   * @param latitude degrees as JSON: a number, or a string for the centre of a telephone's country
   * @param longitude likewise
   * @param country ISO code, if known
   * @param countryName in English, if known
   * @param region the most specific subdivision, if known; empty for a telephone
   * @param city if known; empty for a telephone
   */
  record GeoPoint(
      String latitude,
      String longitude,
      @Nullable String country,
      @Nullable String countryName,
      @Nullable String region,
      @Nullable String city)
      implements Location {

    /** The latitude as Redis takes it. */
    public String latitudeDegrees() {
      return degrees(latitude);
    }

    /** The longitude as Redis takes it. */
    public String longitudeDegrees() {
      return degrees(longitude);
    }

    private static String degrees(String json) {
      return json.charAt(0) == '"' ? json.substring(1, json.length() - 1) : json;
    }
  }

  /** It is nowhere: no address or number, not in the database, or beyond what Redis can place. */
  record Nowhere() implements Location {}

  /** It is in a country that has no place of its own, so MISP-dashboard fails here. */
  record Unplaced(String reason) implements Location {}

  /** The database names neither a location nor a country: the record is unusable. */
  record Unusable(String reason) implements Location {}
}
