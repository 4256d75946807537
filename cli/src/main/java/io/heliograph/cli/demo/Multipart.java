package io.heliograph.cli.demo;

import io.heliograph.cli.hub.HubException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The multipart answer of a fetch (contract dispatcher.md part 2, section 1.2). */
final class Multipart {

  private static final String BOUNDARY = "boundary=";

  private Multipart() {}

  /**
   * The content of the part with that name.
   *
   * @throws HubException when the answer is no multipart one or has no such part
   */
  static byte[] part(String contentType, byte[] body, String name) {
    int at = contentType.indexOf(BOUNDARY);
    if (at < 0) {
      throw new HubException("not a multipart answer: " + contentType);
    }
    String boundary =
        contentType.substring(at + BOUNDARY.length()).replace("\"", "").replaceFirst(";.*", "");
    // One character per byte: offsets in the text are offsets in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int header = text.indexOf("name=\"" + name + "\"");
    int begin = header < 0 ? -1 : text.indexOf("\r\n\r\n", header);
    int end = begin < 0 ? -1 : text.indexOf("\r\n--" + boundary, begin);
    if (end < 0) {
      throw new HubException("the answer has no part " + name);
    }
    return Arrays.copyOfRange(body, begin + 4, Math.max(begin + 4, end));
  }
}
