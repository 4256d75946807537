package io.heliograph.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The multipart answer of a fetch (contract dispatcher.md part 2, section 1.2). */
final class Multipart {

  private static final String BOUNDARY = "boundary=";

  private Multipart() {}

  /**
   * The content of the part with that name.
   *
   * @throws IOException when the answer is no multipart one or has no such part
   */
  static byte[] part(String contentType, byte[] body, String name) throws IOException {
    int at = contentType.indexOf(BOUNDARY);
    if (at < 0) {
      throw new IOException("not a multipart answer: " + contentType);
    }
    String boundary =
        contentType.substring(at + BOUNDARY.length()).replace("\"", "").replaceFirst(";.*", "");
    // One character per byte: offsets in the text are offsets in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int header = text.indexOf("name=\"" + name + "\"");
    int begin = header < 0 ? -1 : text.indexOf("\r\n\r\n", header);
    int end = begin < 0 ? -1 : text.indexOf("\r\n--" + boundary, begin);
    if (end < 0) {
      throw new IOException("the answer has no part " + name);
    }
    return Arrays.copyOfRange(body, begin + 4, Math.max(begin + 4, end));
  }
}
