package io.heliograph.local;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The smallest exchange of each server's own protocol that proves it serves. Spoken by hand so that
 * no client library lands on the class path of the modules that use the stack.
 */
final class Greeting {

  private static final int API_VERSIONS = 18;
  private static final int CORRELATION = 0x48454C49;
  private static final int POSTGRESQL_PROTOCOL_3 = 3 << 16;

  private Greeting() {}

  private interface Exchange {
    boolean run(DataOutputStream out, DataInputStream in) throws IOException;
  }

  /** ApiVersions version 0: size, api key, version, correlation id, no client id. */
  static boolean kafka(int port, int limitMillis) {
    return exchange(
        port,
        limitMillis,
        (out, in) -> {
          out.writeInt(10);
          out.writeShort(API_VERSIONS);
          out.writeShort(0);
          out.writeInt(CORRELATION);
          out.writeShort(-1);
          out.flush();
          int size = in.readInt();
          return size > 6 && in.readInt() == CORRELATION && in.readShort() == 0;
        });
  }

  static boolean redis(int port, int limitMillis) {
    return exchange(
        port,
        limitMillis,
        (out, in) -> {
          out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
          out.flush();
          byte[] answer = new byte[5];
          in.readFully(answer);
          return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        });
  }

  /** A start-up message; 'R' is the authentication answer, 'E' comes while it still recovers. */
  static boolean postgresql(int port, int limitMillis) {
    return exchange(
        port,
        limitMillis,
        (out, in) -> {
          byte[] body = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.UTF_8);
          out.writeInt(8 + body.length);
          out.writeInt(POSTGRESQL_PROTOCOL_3);
          out.write(body);
          out.flush();
          return in.readByte() == 'R';
        });
  }

  /** An unsigned request: an S3 server refuses it, in the words of S3. */
  static boolean s3(int port, int limitMillis) {
    return exchange(
        port,
        limitMillis,
        (out, in) -> {
          out.write(
              "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
          out.flush();
          String answer = new String(in.readNBytes(4096), StandardCharsets.UTF_8);
          return answer.startsWith("HTTP/1.1 403") && answer.contains("AccessDenied");
        });
  }

  private static boolean exchange(int port, int limitMillis, Exchange exchange) {
    try (Socket socket = new Socket()) {
      socket.connect(Loopback.at(port), limitMillis);
      socket.setSoTimeout(limitMillis);
      return exchange.run(
          new DataOutputStream(socket.getOutputStream()),
          new DataInputStream(socket.getInputStream()));
    } catch (IOException refused) {
      return false;
    }
  }
}
