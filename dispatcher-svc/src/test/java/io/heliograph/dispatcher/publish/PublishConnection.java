package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heliograph.testkit.RawConnection;
import java.io.IOException;
import java.util.Arrays;

/** Publish requests in pieces: their heads, and their bodies when a test wants. */
final class PublishConnection implements AutoCloseable {
  private final RawConnection connection;

  PublishConnection(int port) throws IOException {
    connection = new RawConnection(port);
  }

  /** Sends the head of a publish request of binary events that promises so many bytes. */
  PublishConnection promise(long contentLength) throws IOException {
    return head("Content-Length: " + contentLength);
  }

  /** Sends the head of a publish request with that one more header line. */
  PublishConnection head(String header) throws IOException {
    return head("binary&sync=true", header);
  }

  /** Sends the head of a publish request whose query has that text for the model. */
  PublishConnection head(String model, String header) throws IOException {
    return send(
        "POST /api/v2/event?model=%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
            .formatted(model, header)
            .getBytes(ISO_8859_1));
  }

  /** Sends one chunk of a chunked body. */
  PublishConnection chunk(int length) throws IOException {
    return send((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1))
        .send(spaces(length))
        .send("\r\n".getBytes(ISO_8859_1));
  }

  PublishConnection send(byte[] bytes) throws IOException {
    connection.send(bytes);
    return this;
  }

  /** The next bytes that the server answers, as they come. */
  String answer() throws IOException {
    return connection.some();
  }

  /** So many bytes of white space. */
  static byte[] spaces(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
