package io.heliograph.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Redis 6.2 that writes every change to an append-only file, so that SIGKILL loses nothing, and
 * that refuses writes beyond its {@code maxmemory} instead of dropping keys or taking all memory.
 */
public final class RedisServer extends LocalServer {

  private static final int GREETING_LIMIT_MILLIS = 1_000;

  private static final String MEMORY_MAX = "256mb";

  private final Path binaries;
  private final Map<String, String> properties;

  RedisServer(Placement placement, Path binaries, Map<String, String> properties) {
    super(ServerKind.REDIS, placement);
    this.binaries = binaries;
    this.properties = Map.copyOf(properties);
  }

  /** {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port();
  }

  @Override
  List<String> prepare() throws IOException {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("bind", "127.0.0.1");
    settings.put("port", Integer.toString(port()));
    settings.put("dir", data().toString());
    settings.put("save", "");
    settings.put("appendonly", "yes");
    settings.put("loglevel", "warning");
    settings.put("maxmemory", MEMORY_MAX);
    settings.put("maxmemory-policy", "noeviction");
    settings.putAll(properties);
    List<String> command = new ArrayList<>();
    command.add(RedisBinary.unpack(binaries).toString());
    settings.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
    return command;
  }

  /** Asks for the process id: another Redis may hold the port. */
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
