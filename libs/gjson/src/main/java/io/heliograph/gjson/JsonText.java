package io.heliograph.gjson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes text as a JSON string, with the HTML escapes of the original (contract 2.35, 2.38). */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JsonText() {}

  static Slice quoted(Slice text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    out.write('"');
    int i = text.start();
    while (i < text.end()) {
      int c = text.bytes()[i] & 0xff;
      if (c < 0x80) {
        writeAscii(out, c);
        i++;
      } else {
        int decoded = Utf8.decode(text.bytes(), i, text.end());
        writeBeyondAscii(out, text.bytes(), i, decoded);
        i += Utf8.size(decoded);
      }
    }
    out.write('"');
    return Slice.of(out.toByteArray());
  }

  private static void writeBeyondAscii(
      ByteArrayOutputStream out, byte[] bytes, int at, int decoded) {
    int point = Utf8.point(decoded);
    boolean invalid = point == Utf8.REPLACEMENT && Utf8.size(decoded) == 1;
    if (invalid || point == 0x2028 || point == 0x2029) {
      writeUnicode(out, point);
    } else {
      out.write(bytes, at, Utf8.size(decoded));
    }
  }

  private static void writeAscii(ByteArrayOutputStream out, int c) {
    int letter =
        switch (c) {
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '\\', '"' -> c;
          default -> 0;
        };
    if (letter != 0) {
      out.write('\\');
      out.write(letter);
    } else if (c < ' ' || c == '<' || c == '>' || c == '&') {
      writeUnicode(out, c);
    } else {
      out.write(c);
    }
  }

  private static void writeUnicode(ByteArrayOutputStream out, int c) {
    out.write('\\');
    out.write('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.write(HEX[c >> shift & 15]);
    }
  }
}
