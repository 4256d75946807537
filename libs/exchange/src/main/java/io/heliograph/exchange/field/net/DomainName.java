package io.heliograph.exchange.field.net;

import io.heliograph.exchange.json.PythonText;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Host names in A-labels of IDNA 2003 and lower case, without dots at the ends. Underscores and
 * other ASCII characters stay, as feeds hold them; blanks, controls and what looks like a URL do
 * not. The JDK's IDN does nameprep and punycode as Python's codec does.
 */
public final class DomainName {
  private static final int LABEL_MAX = 63;

  /** Before nameprep, which drops some characters; punycode takes time in the square of them. */
  private static final int LABEL_READ_MAX = 1000;

  private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");
  private static final Pattern ASCII_DOT = Pattern.compile("[.]");

  /** Younger than the Unicode of IDNA 2003, but folded like its small form. */
  private static final String CAPITAL_SHARP_S = "\u1e9e";

  private static final String FORBIDDEN = ":/?#";

  private DomainName() {}

  /** The canonical form of a trimmed text; null when it is no host name. */
  public static @Nullable String canonical(String text) {
    String bare = withoutDots(text);
    if (bare.isEmpty()) {
      return null;
    }
    String name = ascii(bare);
    if (name == null || isForbidden(name) || IpAddress.parse(name).isPresent()) {
      return null;
    }
    return name;
  }

  private static String withoutDots(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '.') {
      start += 1;
    }
    while (start < end && text.charAt(end - 1) == '.') {
      end -= 1;
    }
    return text.substring(start, end);
  }

  private static @Nullable String ascii(String name) {
    boolean plain = name.chars().allMatch(character -> character < 0x80);
    StringBuilder ascii = new StringBuilder();
    String[] labels = (plain ? ASCII_DOT : DOTS).split(name, -1);
    for (int i = 0; i < labels.length; i++) {
      String label = label(labels[i]);
      if (label == null) {
        return null;
      }
      ascii.append(i == 0 ? "" : ".").append(label);
    }
    return ascii.toString().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String label(String label) {
    if (label.length() > LABEL_READ_MAX) {
      return null;
    }
    String ascii = label;
    if (!label.chars().allMatch(character -> character < 0x80)) {
      try {
        ascii = IDN.toASCII(label.replace(CAPITAL_SHARP_S, "ss"), IDN.ALLOW_UNASSIGNED);
      } catch (IllegalArgumentException | IndexOutOfBoundsException noLabel) {
        return null;
      }
    }
    return ascii.isEmpty() || ascii.length() > LABEL_MAX ? null : ascii;
  }

  private static boolean isForbidden(String name) {
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (FORBIDDEN.indexOf(character) >= 0
          || PythonText.isSpace(character)
          || Character.isISOControl(character)) {
        return true;
      }
    }
    return false;
  }
}
