package io.heliograph.dispatcher.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One keep-alive connection that sends exactly the request lines and headers of a test. */
final class WireClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final String headers;

  /**
   * Connects.
   *
   * @param headers of every request, each with its line end
   */
  WireClient(String headers) throws IOException {
    this.headers = headers;
    socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  /** An answer with its headers, whose names are in lower case. */
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }

    /** The parts of a multipart answer by name. */
    Map<String, byte[]> parts() {
      String type = headers.get("content-type");
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

  Answer get(String target) throws IOException {
    return send("GET", target);
  }

  Answer send(String method, String target) throws IOException {
    write(method + " " + target + " HTTP/1.1\r\nHost: localhost:8111\r\n" + headers + "\r\n");
    return answer(method);
  }

  Answer post(String target, String type, byte[] body) throws IOException {
    write(
        "POST %s HTTP/1.1\r\nHost: localhost:8111\r\n%sContent-Length: %d\r\nContent-Type: %s\r\n\r\n"
            .formatted(target, headers, body.length, type));
    socket.getOutputStream().write(body);
    return answer("POST");
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private Answer answer(String method) throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> received = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      received.put(
          line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    int length =
        method.equals("HEAD") ? 0 : Integer.parseInt(received.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the body ends early");
    }
    return new Answer(status, received, body);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
