package io.heliograph.identify;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Whether characters of two or four bytes make a text: letters of one script, and no others. */
final class WideText {
  /** Scripts that stand together in one text of the Far East. */
  private static final Set<UnicodeScript> EASTERN =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  /** Of the letters, so many in a hundred are of the two commonest scripts. */
  private static final int OF_TWO_SCRIPTS_PERCENT = 90;

  private static final int STRAY_EVERY = 100;

  private WideText() {}

  /**
   * Whether it is one.
   *
   * @param commonEvery one character in so many must be of ASCII, or a sign between letters
   */
  static boolean isLikely(String text, int commonEvery) {
    Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
    int letters = 0;
    int common = 0;
    int stray = 0;
    int length = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      length++;
      if (point < 0x80 || isEasternSign(point)) {
        common++;
      }
      if (isStray(point)) {
        stray++;
      } else if (Character.isLetter(point)) {
        letters++;
        scripts.merge(script(point), 1, Integer::sum);
      }
    }
    int two =
        scripts.values().stream().sorted((a, b) -> b - a).limit(2).mapToInt(count -> count).sum();
    return stray * STRAY_EVERY <= length
        && (long) common * commonEvery >= length
        && two * 100L >= (long) letters * OF_TWO_SCRIPTS_PERCENT;
  }

  private static UnicodeScript script(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return EASTERN.contains(script) ? UnicodeScript.HAN : script;
  }

  /** Full stops, commas and brackets of the Far East. */
  private static boolean isEasternSign(int point) {
    return (point >= 0x3000 && point < 0x3040) || (point >= 0xff00 && point < 0xff60);
  }

  /** What no text has: controls, halves of pairs, what is for private use or not assigned. */
  private static boolean isStray(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point > 0x1b || Decoded.isControl(point);
      case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> point == 0xfffd;
    };
  }
}
