package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.HubProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large and broken uploads against a hub with 96 MiB of heap, all of it resident from the start:
 * what its memory grows by is what contents take.
 */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeContentIT {
  private static final boolean LONG = "long".equals(System.getProperty("heliograph.tests"));

  /** More than the hub's heap and what it may grow by; hashing all of it is what takes the time. */
  private static final long LARGE_BYTES = LONG ? 5_000_000_000L : 180_000_000L;

  private static final int PARALLEL = 64;

  /** More than an upload may have waiting in memory. */
  private static final int PARALLEL_BYTES = LONG ? 10_000_000 : 3_000_000;

  private static final long GROWTH_BYTES_MAX = 64 << 20;

  @TempDir static Path folder;
  private final LocalBackend backend = new LocalBackend();
  private HubProcess hub;
  private StreamClient client;

  @BeforeAll
  void start() {
    hub =
        new HubProcess("127.0.0.1:1", 0, folder, "hub.content.delete-allowed=true")
            .jvm(
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:TieredStopAtLevel=4")
            .start()
            .awaitAnswering();
    client = new StreamClient(hub.url());
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  @Test
  void shouldStoreAndSendAsMuchAsThereIsWithinTheSameMemory() throws Exception {
    roundTrip(30_000_000, 1);
    long before = hub.residentBytes();

    long peak = roundTrip(LARGE_BYTES, 2);

    System.out.printf(
        "%,d bytes up and down: resident %d MiB before, %d MiB at most%n",
        LARGE_BYTES, before >> 20, peak >> 20);
    assertThat(peak - before).isLessThan(GROWTH_BYTES_MAX);
  }

  /** Up, down, compared and deleted; the most memory that was resident meanwhile. */
  private long roundTrip(long bytes, long seed) throws Exception {
    String sha256 = sha256(new EndlessContent(bytes, seed));
    long peak;
    try (ResidentPeak resident = new ResidentPeak(hub)) {
      String stored =
          StreamClient.data(
                  client.upload(
                      "samples/content",
                      BodyPublishers.ofInputStream(() -> new EndlessContent(bytes, seed))))
              .path("sha256")
              .asText();
      assertThat(stored).isEqualTo(sha256);
      assertThat(sha256(client.stream("samples", sha256))).isEqualTo(sha256);
      peak = resident.bytes();
    }
    client.send(StreamClient.path("samples", sha256), "DELETE");
    return peak;
  }

  private static String sha256(InputStream content) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (DigestInputStream in = new DigestInputStream(content, digest)) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {}
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void shouldStoreManyUploadsAtTheSameTime() throws Exception {
    List<Callable<String>> uploads = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      long seed = 1000L + i;
      uploads.add(
          () -> {
            String expected = sha256(new EndlessContent(PARALLEL_BYTES, seed));
            String stored =
                StreamClient.data(
                        client.upload(
                            "incidents/content",
                            BodyPublishers.ofInputStream(
                                () -> new EndlessContent(PARALLEL_BYTES, seed))))
                    .path("sha256")
                    .asText();
            assertThat(stored).isEqualTo(expected);
            return stored;
          });
    }
    List<String> stored = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> one : clients.invokeAll(uploads)) {
        stored.add(one.get());
      }
    }

    assertThat(stored).hasSize(PARALLEL).doesNotHaveDuplicates();
    for (String sha256 : stored) {
      assertThat(sha256(client.stream("incidents", sha256))).isEqualTo(sha256);
      client.send(StreamClient.path("incidents", sha256), "DELETE");
    }
    assertThat(hub.logText()).doesNotContain("OutOfMemoryError");
    assertThat(spooled()).isEmpty();
  }

  @Test
  void shouldLeaveNothingWhenAClientGoesAwayInTheMiddle() throws Exception {
    List<String> before = backend.objects(hub.data());
    byte[] first = ContentOverHttp.random(3_000_000, 30);
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clients.add(client.begin("samples", 10_000_000, first));
    }
    await("what has arrived lies in the spool").until(() -> spooled().size() >= 5);

    for (Socket one : clients) {
      one.close();
    }

    await("nothing is left").untilAsserted(() -> assertThat(spooled()).isEmpty());
    assertThat(backend.objects(hub.data())).isEqualTo(before);
    assertThat(client.stored("samples", first)).isNotEmpty();
  }

  @Test
  void shouldStoreUploadsWhateverNumberOfChunksTheyCameIn() throws Exception {
    for (int chunks = 1; chunks <= 48; chunks++) {
      String stored =
          client.stored("reporting", ContentOverHttp.random(chunks * 65_536, 40L + chunks));

      assertThat(client.head("reporting", stored)).isEqualTo(200);
    }
  }

  private List<Path> spooled() throws IOException {
    return parts(hub.data());
  }

  /** Files that nobody is to see. */
  static List<Path> parts(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("content/.incoming"))) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }
}
