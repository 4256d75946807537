package io.heliograph.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Redis 6.2 that writes every change to an append-only file, so that SIGKILL loses nothing. */
public final class RedisServer extends LocalServer {

  private static final int GREETING_LIMIT_MILLIS = 1_000;

  private final Path binaries;

  RedisServer(Placement placement, Path binaries) {
    super(ServerKind.REDIS, placement);
    this.binaries = binaries;
  }

  /** {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port();
  }

  @Override
  List<String> prepare() throws IOException {
    return List.of(
        RedisBinary.unpack(binaries).toString(),
        "--bind",
        "127.0.0.1",
        "--port",
        Integer.toString(port()),
        "--dir",
        data().toString(),
        "--save",
        "",
        "--appendonly",
        "yes",
        "--loglevel",
        "warning");
  }

  /** Asks for the process id: a Redis of somebody else may sit on the port. */
  @Override
  boolean isReady(long pid) {
    try (Socket socket = new Socket()) {
      socket.connect(Loopback.at(port()), GREETING_LIMIT_MILLIS);
      socket.setSoTimeout(GREETING_LIMIT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write("INFO server\r\nPING\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return answer.contains("process_id:" + pid + "\r\n") && answer.contains("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
