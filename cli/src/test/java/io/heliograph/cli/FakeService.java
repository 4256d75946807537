package io.heliograph.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands in for a packaged service: its readiness tells a setting that it was started with. */
final class FakeService {

  private static final int OK = 200;

  private FakeService() {}

  public static void main(String[] arguments) throws IOException {
    if (System.getProperty("hub.word", "").equals("fail")) {
      System.err.println("cannot work like this");
      System.exit(3);
    }
    InetAddress host = InetAddress.ofLiteral(System.getProperty("quarkus.management.host"));
    int port = Integer.getInteger("quarkus.management.port");
    byte[] word = System.getProperty("hub.word", "none").getBytes(StandardCharsets.UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(OK, word.length);
          exchange.getResponseBody().write(word);
          exchange.close();
        });
    server.start();
  }
}
