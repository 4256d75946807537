package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/** A client that sends exactly the bytes that a test wants, when it wants. */
final class RawClient implements AutoCloseable {
  private static final int ANSWER_MILLIS = 30_000;

  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(ANSWER_MILLIS);
  }

  /** Sends the head of a publish request of binary events that promises so many bytes. */
  RawClient promise(long contentLength) throws IOException {
    return head("Content-Length: " + contentLength);
  }

  /** Sends the head of a publish request with that one more header line. */
  RawClient head(String header) throws IOException {
    return head("binary&sync=true", header);
  }

  /** Sends the head of a publish request whose query has that text for the model. */
  RawClient head(String model, String header) throws IOException {
    return send(
        ("POST /api/v2/event?model="
                + model
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + header
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
  }

  /** Sends one chunk of a chunked body. */
  RawClient chunk(int length) throws IOException {
    return send((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1))
        .send(spaces(length))
        .send("\r\n".getBytes(ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  /** The next bytes that the server answers, as they come. */
  String answer() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[65_536];
    int length = in.read(buffer);
    return length < 0 ? "" : new String(buffer, 0, length, UTF_8);
  }

  /** So many bytes of white space. */
  static byte[] spaces(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
