package io.heliograph.dashboard.geo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Degrees as MISP-dashboard rounds and writes them. */
final class Coordinates {
  /** Redis places nothing beyond it. */
  private static final double LATITUDE_MAX = 85.05112878;

  private static final double LONGITUDE_MAX = 180;
  private static final int DECIMALS = 4;

  /** The smallest number that {@link Double#toString} writes without an exponent. */
  private static final double PLAIN_FROM = 0.001;

  private Coordinates() {}

  static boolean inRange(double latitude, double longitude) {
    return Math.abs(latitude) <= LATITUDE_MAX && Math.abs(longitude) <= LONGITUDE_MAX;
  }

  /** Rounds the exact binary value to the nearest, keeping the sign of a zero. */
  static double rounded(double degrees) {
    double rounded =
        new BigDecimal(degrees).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
    return Math.copySign(rounded, degrees);
  }

  /** A rounded number as JSON. */
  static String json(double degrees) {
    String text = Double.toString(degrees);
    boolean plain = degrees == 0 || Math.abs(degrees) >= PLAIN_FROM;
    return plain ? text : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }
}
