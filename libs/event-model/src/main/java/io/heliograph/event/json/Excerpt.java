package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The beginning of what a client sent, fit for a message. */
public final class Excerpt {
  private static final int CHARACTERS_MAX = 48;
  private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private Excerpt() {}

  /** The beginning of a text, in quotes. */
  public static String of(String text) {
    boolean cut = text.length() > CHARACTERS_MAX;
    String begin = cut ? text.substring(0, CHARACTERS_MAX) : text;
    return "'" + UNREADABLE.matcher(begin).replaceAll("?") + (cut ? "...'" : "'");
  }

  /** The beginning of some bytes, in quotes. */
  static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + 4 * CHARACTERS_MAX);
    return of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
  }

  /** The byte at that place as a message names it. */
  public static String found(byte[] bytes, int position, int end) {
    if (position >= end) {
      return "the end";
    }
    int unit = bytes[position] & 0xFF;
    boolean plain = unit > 0x20 && unit < 0x7F;
    return plain ? "'" + (char) unit + "'" : "byte 0x" + Integer.toHexString(unit);
  }
}
