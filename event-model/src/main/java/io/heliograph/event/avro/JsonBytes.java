package io.heliograph.event.avro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;

/** Small JSON tools on bytes: parsers, checks, strings, numbers. */
final class JsonBytes {
  /** Strings may be as long as the event; the event's own cap is the caller's. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final BigDecimal PLAIN_FROM = new BigDecimal("1e-6");
  private static final BigDecimal PLAIN_BELOW = new BigDecimal("1e21");

  private JsonBytes() {}

  static JsonParser parser(byte[] bytes, int from, int length) throws IOException {
    return FACTORY.createParser(bytes, from, length);
  }

  /**
   * Whether the bytes could be UTF-8 JSON at all. The parser also takes a byte order mark and
   * UTF-16 or UTF-32, which all need a zero byte or a first byte beyond ASCII; we must not.
   */
  static boolean looksLikeUtf8(byte[] bytes, int from, int to) {
    for (int i = from; i < Math.min(to, from + 4); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return from < to && bytes[from] > 0;
  }

  /** Whether the bytes are exactly one JSON value in well-formed UTF-8. */
  static boolean isValue(byte[] bytes, int from, int to) {
    if (!looksLikeUtf8(bytes, from, to)) {
      return false;
    }
    for (int i = from; i < to; ) {
      int length = Utf8.sequenceLength(bytes, i, to);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    try (JsonParser parser = parser(bytes, from, to - from)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Puts the bytes as a JSON string.
   *
   * @return whether they are well-formed UTF-8; if not, what was put is of no use
   */
  static boolean putString(byte[] bytes, int from, int to, Sink out) {
    out.put('"');
    int run = from;
    int i = from;
    while (i < to) {
      int b = bytes[i];
      if (b < 0) {
        int length = Utf8.sequenceLength(bytes, i, to);
        if (length == 0) {
          return false;
        }
        i += length;
      } else if (b < 0x20 || b == '"' || b == '\\') {
        out.put(bytes, run, i - run);
        putEscaped(b, out);
        run = ++i;
      } else {
        i++;
      }
    }
    out.put(bytes, run, to - run);
    out.put('"');
    return true;
  }

  /**
   * Puts a finite number as Go does: shortest digits, an exponent only when very small or large.
   */
  static void putDouble(double value, Sink out) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal size = digits.abs();
    if (size.compareTo(PLAIN_FROM) >= 0 && size.compareTo(PLAIN_BELOW) < 0) {
      out.ascii(digits.toPlainString());
      return;
    }
    String unscaled = size.unscaledValue().toString();
    int exponent = unscaled.length() - 1 - digits.scale();
    out.ascii(digits.signum() < 0 ? "-" : "");
    out.put(unscaled.charAt(0));
    if (unscaled.length() > 1) {
      out.put('.');
      out.ascii(unscaled.substring(1));
    }
    out.ascii(exponent < 0 ? "e-" : "e+");
    out.ascii(Integer.toString(Math.abs(exponent)));
  }

  private static void putEscaped(int b, Sink out) {
    out.put('\\');
    switch (b) {
      case '"', '\\' -> out.put(b);
      case '\n' -> out.put('n');
      case '\r' -> out.put('r');
      case '\t' -> out.put('t');
      case '\b' -> out.put('b');
      case '\f' -> out.put('f');
      default -> {
        out.ascii("u00");
        out.put(HEX[b >> 4]);
        out.put(HEX[b & 0xF]);
      }
    }
  }
}
