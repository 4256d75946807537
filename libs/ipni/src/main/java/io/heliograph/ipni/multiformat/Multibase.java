package io.heliograph.ipni.multiformat;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bases that a CID or peer id may be written in, each with the letter that announces it. */
public enum Multibase {
  /** Lower-case hexadecimal. */
  BASE16('f', new BitBase("0123456789abcdef", false)),
  /** Upper-case hexadecimal. */
  BASE16_UPPER('F', new BitBase("0123456789ABCDEF", false)),
  /** RFC 4648, lower case, no padding: how CIDs are written. */
  BASE32('b', new BitBase("abcdefghijklmnopqrstuvwxyz234567", false)),
  /** RFC 4648, upper case, no padding. */
  BASE32_UPPER('B', new BitBase("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", false)),
  /** Digits and lower-case letters. */
  BASE36('k', new RadixBase("0123456789abcdefghijklmnopqrstuvwxyz")),
  /** Digits and upper-case letters. */
  BASE36_UPPER('K', new RadixBase("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
  /** Bitcoin's alphabet: how peer ids are written, there without the letter. */
  BASE58_BTC('z', new RadixBase("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")),
  /** RFC 4648, no padding: how DAG-JSON writes bytes, there without the letter. */
  BASE64('m', new BitBase(Alphabets.STANDARD, false)),
  /** RFC 4648, padded. */
  BASE64_PAD('M', new BitBase(Alphabets.STANDARD, true)),
  /** RFC 4648 for URLs, no padding. */
  BASE64_URL('u', new BitBase(Alphabets.URL, false)),
  /** RFC 4648 for URLs, padded. */
  BASE64_URL_PAD('U', new BitBase(Alphabets.URL, true));

  /** Longest text of a CID or a peer id, in characters: decoding takes the square of it. */
  static final int TEXT_MAX = 512;

  private static final Multibase[] BY_LETTER = new Multibase[128];

  static {
    for (Multibase base : values()) {
      BY_LETTER[base.letter] = base;
    }
  }

  private final char letter;

  @SuppressWarnings("ImmutableEnumChecker") // Nothing changes in either encoding once it is made.
  private final BaseEncoding encoding;

  Multibase(char letter, BaseEncoding encoding) {
    this.letter = letter;
    this.encoding = encoding;
  }

  /** The letter, then the bytes in this base. */
  public String encode(byte[] bytes) {
    return letter + encoding.encode(bytes);
  }

  /** The bytes in this base, without the letter. */
  public String encodeBare(byte[] bytes) {
    return encoding.encode(bytes);
  }

  /** The bytes of a text that begins with the letter of its base. */
  public static byte[] decode(String text, String field) {
    char first = text.isEmpty() ? 0 : text.charAt(0);
    Multibase base = first < BY_LETTER.length ? BY_LETTER[first] : null;
    if (base == null) {
      throw IpniException.of(
          Verdict.MALFORMED, field, "must begin with the letter of a multibase", text);
    }
    return base.decodeBare(text.substring(1), field);
  }

  /** The bytes of a text in this base, without the letter. */
  public byte[] decodeBare(String text, String field) {
    if (text.length() > TEXT_MAX) {
      throw IpniException.of(
          Verdict.MALFORMED, field, "must have at most " + TEXT_MAX + " characters", text);
    }
    byte[] bytes = bytesOf(text);
    if (bytes == null) {
      throw IpniException.of(Verdict.MALFORMED, field, "must be strict " + this, text);
    }
    return bytes;
  }

  /**
   * The bytes of a text in this base, without the letter; null when it is no such text. For bases
   * 36 and 58 the caller caps the text: the work is the square of its length.
   */
  public byte @Nullable [] bytesOf(String text) {
    return encoding.decode(text);
  }

  /** The beginning of some bytes, for a message. */
  public static String shown(byte[] bytes) {
    int shown = Math.min(bytes.length, 24);
    String hex = BASE16.encodeBare(Arrays.copyOf(bytes, shown));
    return "0x" + hex + (shown < bytes.length ? "..." : "");
  }

  private static final class Alphabets {
    static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static final String STANDARD = LETTERS + "+/";
    static final String URL = LETTERS + "-_";
  }
}
