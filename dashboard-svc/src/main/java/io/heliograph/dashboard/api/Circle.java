package io.heliograph.dashboard.api;

import org.jspecify.annotations.Nullable;

/** A circle on the map; Redis measures it on a sphere. */
record Circle(double latitude, double longitude, double kilometres) {
  /** Beyond it Redis places nothing. */
  private static final double LATITUDE_MAX = 85.05112878;

  private static final double LONGITUDE_MAX = 180;

  /** Half the way around. */
  private static final double KILOMETRES_MAX = 20_040;

  static Circle of(
      @Nullable String latitude, @Nullable String longitude, @Nullable String kilometres) {
    return new Circle(
        number("latitude", latitude, -LATITUDE_MAX, LATITUDE_MAX),
        number("longitude", longitude, -LONGITUDE_MAX, LONGITUDE_MAX),
        number("kilometres", kilometres, 0, KILOMETRES_MAX));
  }

  private static double number(String field, @Nullable String text, double min, double max) {
    try {
      double number = Double.parseDouble(Ranges.required(text, field));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, like one out of range.
    }
    throw Ranges.refused(field, "is not a number from " + min + " to " + max, String.valueOf(text));
  }
}
