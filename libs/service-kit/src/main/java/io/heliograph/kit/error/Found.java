package io.heliograph.kit.error;

import java.util.regex.Pattern;

/** What a client sent, as a refusal quotes it: its beginning, on one line. */
public final class Found {
  private static final int SHOWN_MAX = 40;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Found() {}

  /** Such as {@code , found 'yesterday'}; to be put behind the field and the rule. */
  public static String of(String value) {
    boolean whole = value.length() <= SHOWN_MAX;
    String begin = CONTROL.matcher(whole ? value : value.substring(0, SHOWN_MAX)).replaceAll("?");
    return ", found '" + begin + (whole ? "'" : "...'");
  }
}
