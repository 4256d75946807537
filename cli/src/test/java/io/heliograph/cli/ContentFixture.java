package io.heliograph.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Content in memory, for a hub that keeps none: upload, download and a range from the beginning, as
 * contract dispatcher.md part 2 section 7 has them; nothing is identified.
 */
final class ContentFixture implements AutoCloseable {

  private static final String PREFIX = "/api/v3/stream/";

  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  ContentFixture() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(executor);
    server.createContext(PREFIX, this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      byte[] content = exchange.getRequestBody().readAllBytes();
      contents.put(path + "/" + hash("SHA-256", content), content);
      String data =
          """
          {"data":{"identify_version":0,"label":"content","size":%d,"sha512":"%s","sha256":"%s",\
          "sha1":"%s","md5":"%s","mime":"application/octet-stream","magic":"data"}}"""
              .formatted(
                  content.length,
                  hash("SHA-512", content),
                  hash("SHA-256", content),
                  hash("SHA-1", content),
                  hash("MD5", content));
      answer(exchange, 200, data.getBytes(StandardCharsets.UTF_8));
    } else if (contents.containsKey(path)) {
      byte[] content = contents.get(path);
      String range = exchange.getRequestHeaders().getFirst("Range");
      if (range == null) {
        answer(exchange, 200, content);
      } else {
        int end = Integer.parseInt(range.replaceFirst("bytes=0-", "")) + 1;
        answer(exchange, 206, Arrays.copyOf(content, Math.min(content.length, end)));
      }
    } else {
      answer(exchange, 404, new byte[] {'{', '}'});
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String hash(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
