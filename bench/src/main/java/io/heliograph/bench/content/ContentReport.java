package io.heliograph.bench.content;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.heliograph.bench.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Uploads and downloads through a hub of its own, one at a time, beside a disk write with fsync,
 * and the JDK's SimpleFileServer, in turns in the same run. Writes {@code content-<date>.md} into a
 * folder.
 */
public final class ContentReport {
  private static final double MEGABYTE = 1e6;

  private final Path folder;
  private final URI hub;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> raw = new ArrayList<>();

  private ContentReport(Path folder, URI hub) {
    this.folder = folder;
    this.hub = hub;
  }

  /** Arguments: the folder of the result, then the command line to be noted in it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path results = Path.of(arguments.length > 0 ? arguments[0] : "bench/results");
    String command = arguments.length > 1 ? arguments[1] : "ContentReport " + results;
    Path home = Path.of(System.getProperty("heliograph.home", ".")).toAbsolutePath();
    String load = Machine.load();
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    Path folder = Files.createTempDirectory("heliograph-content-");
    try (ContentHub hub = ContentHub.start(home, folder)) {
      ContentReport report = new ContentReport(folder, hub.address());
      report.measure("warm-up", 1_000_000, 60);
      report.raw.clear();
      String rows =
          report.measure("1 MB", 1_000_000, 100) + report.measure("100 MB", 100_000_000, 5);
      Files.writeString(
          results.resolve("content-" + today + ".md"),
          """
          # The content store

          - Date: %s
          - Machine: %s; hub and client on the same cores, one request at a time
          - Load average before: %s
          - Command: `%s`

          Up: the hub stores on the local disk, with all its hashes (SHA-256, SHA-512, SHA-1, MD5, ssdeep, TLSH) and
          the file format; beside it a write of the same bytes to the same disk with fsync. Down: the hub beside the
          JDK's SimpleFileServer (`com.sun.net.httpserver`), same client. MB/s of the sum of all rounds, in turns.

          | object | up, hub | disk with fsync | ratio | down, hub | file server | ratio |
          |---|---|---|---|---|---|---|
          %s
          ```
          %s
          ```
          """
              .formatted(
                  today, Machine.line(), load, command, rows, String.join("\n", report.raw)));
    }
  }

  private String measure(String name, int bytes, int rounds)
      throws IOException, InterruptedException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    Path served = Files.createDirectories(folder.resolve("served"));
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            served.toAbsolutePath(),
            OutputLevel.NONE);
    server.start();
    URI files = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    long[] nanos = new long[4];
    for (int round = 0; round < rounds; round++) {
      // Other bytes each time: what is there already would only be made young again.
      ByteBuffer.wrap(content).putInt(name.hashCode()).putInt(round);
      long begin = System.nanoTime();
      String sha256 = upload(content);
      long uploaded = System.nanoTime();
      Path file = served.resolve("file-" + round);
      write(file, content);
      long written = System.nanoTime();
      download(hub.resolve("/api/v3/stream/samples/content/" + sha256), bytes);
      long downloaded = System.nanoTime();
      download(files.resolve("/" + file.getFileName()), bytes);
      long end = System.nanoTime();
      add(nanos, uploaded - begin, written - uploaded, downloaded - written, end - downloaded);
      Files.delete(file);
    }
    server.stop(0);
    raw.add(
        "%s: rounds=%d up_ns=%d disk_ns=%d down_ns=%d server_ns=%d"
            .formatted(name, rounds, nanos[0], nanos[1], nanos[2], nanos[3]));
    double total = (double) bytes * rounds / MEGABYTE;
    return "| %s | %.0f | %.0f | **%.2f** | %.0f | %.0f | **%.2f** |%n"
        .formatted(
            name,
            total * 1e9 / nanos[0],
            total * 1e9 / nanos[1],
            (double) nanos[1] / nanos[0],
            total * 1e9 / nanos[2],
            total * 1e9 / nanos[3],
            (double) nanos[3] / nanos[2]);
  }

  private static void add(long[] sums, long... more) {
    for (int at = 0; at < sums.length; at++) {
      sums[at] += more[at];
    }
  }

  private String upload(byte[] content) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hub.resolve("/api/v3/stream/samples/content"))
            .POST(BodyPublishers.ofByteArray(content))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    int at = answer.body().indexOf("\"sha256\":\"") + 10;
    return answer.body().substring(at, at + 64);
  }

  private void download(URI address, int bytes) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200 || answer.body().length != bytes) {
      throw new IOException(address + " answered " + answer.statusCode());
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
