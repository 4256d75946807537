package io.heliograph.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection to this machine that sends exactly the bytes that a test wants, when it wants, and
 * is kept alive; it costs the client's CPU as little as it can. Of one thread.
 */
public final class RawConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUFFER_BYTES = 65_536;

  private final Socket socket;
  private final InputStream in;
  private final String headers;

  /** Connects to that port; reads wait for 30 seconds. */
  public RawConnection(int port) throws IOException {
    this(port, PATIENCE, "");
  }

  /** Connects to the port of that URL; reads wait that long. */
  public RawConnection(String url, Duration patience) throws IOException {
    this(URI.create(url).getPort(), patience, "");
  }

  /**
   * Connects; reads wait for 30 seconds.
   *
   * @param headers of every whole request, each with its line end
   */
  public RawConnection(int port, String headers) throws IOException {
    this(port, PATIENCE, headers);
  }

  private RawConnection(int port, Duration patience, String headers) throws IOException {
    this.headers = headers;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
  }

  /** An answer with its headers, whose names are in lower case; the last of a name counts. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    /** The body as text. */
    public String text() {
      return new String(body, UTF_8);
    }

    /** The parts of a multipart answer by name. */
    public Map<String, byte[]> parts() {
      String type = headers.getOrDefault("content-type", "");
      String boundary = "--" + type.substring(type.indexOf("boundary=") + "boundary=".length());
      Map<String, byte[]> parts = new HashMap<>();
      String all = new String(body, ISO_8859_1);
      int at = all.indexOf(boundary);
      while (!all.startsWith(boundary + "--", at)) {
        int end = all.indexOf("\r\n" + boundary, at + boundary.length());
        int head = all.indexOf("\r\n\r\n", at);
        int name = all.indexOf("name=\"", at) + "name=\"".length();
        parts.put(
            all.substring(name, all.indexOf('"', name)),
            all.substring(head + 4, end).getBytes(ISO_8859_1));
        at = end + 2;
      }
      return parts;
    }
  }

  /** A whole GET and its answer. */
  public Answer get(String target) throws IOException {
    return request("GET", target);
  }

  /** A whole request without a body, and its answer. */
  public Answer request(String method, String target) throws IOException {
    send("%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, target, headers));
    return method.equals("HEAD") ? head() : answer();
  }

  /** A whole POST of JSON and its answer. */
  public Answer post(String target, String json) throws IOException {
    return post(target, "application/json", json.getBytes(UTF_8));
  }

  /** A whole POST and its answer. */
  public Answer post(String target, String type, byte[] body) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\nContent-Type: %s\r\n\r\n"
            .formatted(target, headers, body.length, type);
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.write(head.getBytes(ISO_8859_1));
    request.write(body);
    request.writeTo(socket.getOutputStream());
    return answer();
  }

  /** Sends these bytes, which need be no whole request. */
  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends this text, each character as one byte. */
  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  /** The next bytes as they come; empty when the server closed the connection. */
  public String some() throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    int length = in.read(bytes);
    return length < 0 ? "" : new String(bytes, 0, length, UTF_8);
  }

  /** Everything until the server closes the connection. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /**
   * The next answer, whole.
   *
   * @throws EOFException when the connection ends before it does
   */
  public Answer answer() throws IOException {
    Answer head = head();
    boolean chunked = head.headers().getOrDefault("transfer-encoding", "").endsWith("chunked");
    int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    return new Answer(head.status(), head.headers(), chunked ? chunks() : exactly(length));
  }

  private Answer head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> received = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      received.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Answer(status, received, new byte[0]);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      all.write(exactly(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body ends early");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
