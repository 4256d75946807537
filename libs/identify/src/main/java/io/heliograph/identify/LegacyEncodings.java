package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Texts in encodings older than Unicode: those of Windows, DOS, ISO and KOI8, and GBK, Big5,
 * Shift-JIS and EUC. Mozilla's detector tells them; it looks at each byte a fixed number of times.
 * A text that is too short for it is told by whether its bytes make letters at all.
 */
final class LegacyEncodings {
  /** The detector's names that the JDK has others for. */
  private static final Map<String, String> NAMES =
      Map.of("MACCYRILLIC", "x-MacCyrillic", "EUC-TW", "x-EUC-TW", "TIS620", "TIS-620");

  /** Tried in this order where the detector says nothing. */
  private static final List<String> WIDE =
      List.of("GBK", "Big5", "Shift_JIS", "EUC-KR", "EUC-JP", "x-SJIS_0213", "x-Johab");

  private static final List<String> NARROW = List.of("windows-1251", "IBM866", "windows-1252");

  /** Up to this part of other bytes, a text without control characters is one in any encoding. */
  private static final int FEW = 3;

  private static final int EASTERN_EVERY = 20;

  private LegacyEncodings() {}

  /** The text; none when the bytes make no letters in any of the encodings. */
  static Optional<Decoded> decode(byte[] bytes, boolean cut) {
    Optional<Charset> told = detect(bytes);
    if (told.isPresent()) {
      String text = new String(bytes, told.get());
      if (isText(text)) {
        return Optional.of(decoded(text, told.get()));
      }
    }
    for (String name : WIDE) {
      Optional<String> text = Decoded.strictly(bytes, Charset.forName(name), cut);
      if (text.isPresent() && isEastern(text.get())) {
        return Optional.of(decoded(text.get(), Charset.forName(name)));
      }
    }
    for (String name : NARROW) {
      String text = new String(bytes, Charset.forName(name));
      if (hasWords(text)) {
        return Optional.of(decoded(text, Charset.forName(name)));
      }
    }
    return Decoded.high(bytes) * FEW > bytes.length
        ? Optional.empty()
        : Optional.of(new Decoded(new String(bytes, ISO_8859_1), "Non-ISO extended-ASCII text"));
  }

  private static Optional<Charset> detect(byte[] bytes) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, bytes.length);
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    if (name == null) {
      return Optional.empty();
    }
    String ours = NAMES.getOrDefault(name, name);
    return Charset.isSupported(ours) ? Optional.of(Charset.forName(ours)) : Optional.empty();
  }

  private static Decoded decoded(String text, Charset charset) {
    return new Decoded(
        text,
        (charset.name().startsWith("ISO-8859-")
                ? "ISO-8859 text, "
                : "Non-ISO extended-ASCII text, ")
            + charset.name().toLowerCase(Locale.ROOT));
  }

  /** Few characters that are none, and most of the others of a script. */
  private static boolean isText(String text) {
    int odd = 0;
    int other = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit >= 0x80) {
        other++;
        odd += Character.isLetter(unit) || isPunctuation(unit) ? 0 : 1;
      }
    }
    return odd * 10L <= other;
  }

  private static boolean isPunctuation(char unit) {
    return switch (Character.getType(unit)) {
      case Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.OTHER_SYMBOL ->
          unit != 0xfffd;
      default -> false;
    };
  }

  /** The characters beyond ASCII are of the Far East, but for one in {@value #EASTERN_EVERY}. */
  private static boolean isEastern(String text) {
    int eastern = 0;
    int others = 0;
    for (int at = 0; at < text.length(); at++) {
      int unit = text.charAt(at);
      if (unit >= 0x80) {
        boolean fits =
            Character.isIdeographic(unit)
                || (unit >= 0x3000 && unit < 0x3190)
                || (unit >= 0xac00 && unit < 0xd7a4)
                || (unit >= 0xff00 && unit < 0xffa0);
        eastern += fits ? 1 : 0;
        others += fits ? 0 : 1;
      }
    }
    return others * EASTERN_EVERY <= eastern;
  }

  /** The characters beyond ASCII are letters side by side, small ones behind the first. */
  private static boolean hasWords(String text) {
    int letters = 0;
    int others = 0;
    int rising = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit >= 0x80) {
        boolean letter = Character.isLetter(unit);
        letters += letter ? 1 : 0;
        others += letter || isPunctuation(unit) ? 0 : 1;
        boolean capital = Character.isUpperCase(unit);
        rising += capital && at > 0 && Character.isLowerCase(text.charAt(at - 1)) ? 1 : 0;
      }
    }
    return others == 0 && rising * 10 <= letters && letters > 1;
  }
}
