package io.heliograph.dispatcher.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dispatcher.replica.HubProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients see of the content store (contract dispatcher.md part 2 section 7, part 1 rows 14 to
 * 17), the same on every backend and sealed or not; each combination has a subclass. One hub
 * process for a class; it has no Kafka, which contents do not need.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContentOverHttp {
  private static final String SENTENCE =
      "this is a file with a certain amount of content that it has within it that represents some"
          + " information with text based data and some other things.";
  private static final String ABSENT = "0123456789abcdef".repeat(4);

  /** The content of the range table. */
  private static final byte[] THREE_HUNDRED = random(300, 300);

  @TempDir static Path parent;

  final Backend backend;
  final List<String> more;
  Path folder;
  HubProcess hub;
  StreamClient client;

  ContentOverHttp(Backend backend, List<String> more) {
    this.backend = backend;
    this.more = more;
  }

  @BeforeAll
  void start() throws Exception {
    folder = Files.createTempDirectory(parent, "hub");
    hub = new HubProcess("127.0.0.1:1", 0, folder, "hub.content.delete-allowed=true");
    backend.settings().forEach(hub::with);
    more.forEach(hub::with);
    hub.start().awaitAnswering();
    client = new StreamClient(hub.url());
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private void assertRange(String sha256, byte[] content, int first, int last) throws Exception {
    HttpResponse<byte[]> answer = client.range("samples", sha256, "bytes=" + first + "-" + last);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes %d-%d/%d".formatted(first, last, content.length));
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
  }

  @Test
  void shouldTellEverythingOfTheGoldenUploadAndGiveItBack() throws Exception {
    JsonNode data = StreamClient.data(client.upload("samples", SENTENCE.getBytes(UTF_8)));

    assertThat(new TreeMap<>(text(data)))
        .containsExactly(
            entry("file_extension", "txt"),
            entry("file_format", "text/plain"),
            entry("identify_version", "2"),
            entry("label", "content"),
            entry("magic", "ASCII text, with no line terminators"),
            entry("md5", "f83621f2a9e7faed39f2aecdaeaa863e"),
            entry("mime", "text/plain"),
            entry("sha1", data.path("sha1").asText()),
            entry("sha256", "7e6257e8e45eb7330d846e05ca61ae9717f49ca0d2a3f29e64d16f846bfb1758"),
            entry("sha512", data.path("sha512").asText()),
            entry("size", "146"),
            entry(
                "tlsh",
                "T1abc08ce323800a6080c802a8268330087f04c0bc0904d03d2c88506d1645d333223f96"));
    HttpResponse<byte[]> back = client.get("samples", data.path("sha256").asText());
    assertThat(StreamClient.text(back)).isEqualTo(SENTENCE);
    assertThat(back.headers().firstValue("Content-Length")).contains("146");
    assertThat(back.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(back.headers().firstValue("Content-Type")).contains("application/octet-stream");
  }

  private static Map<String, String> text(JsonNode object) {
    Map<String, String> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue().asText()));
    return members;
  }

  @ParameterizedTest
  @CsvSource({"50, false, false", "51, true, false", "4095, true, false", "4096, true, true"})
  void shouldTellFuzzyHashesFromTheirThresholdsOn(int size, boolean tlsh, boolean ssdeep)
      throws Exception {
    JsonNode data = StreamClient.data(client.upload("samples", random(size, size)));

    assertThat(data.has("tlsh")).isEqualTo(tlsh);
    assertThat(data.has("ssdeep")).isEqualTo(ssdeep);
  }

  @Test
  void shouldTellOnlySizeAndHashWhenIdentifyingIsSkipped() throws Exception {
    byte[] content = random(5000, 1);
    String sha256 = client.stored("samples", content);
    String query = "?skip-identify=true&expected-sha256=" + sha256;

    JsonNode data =
        StreamClient.data(
            client.upload("samples/text" + query, BodyPublishers.ofByteArray(content)));

    assertThat(text(data))
        .containsEntry("label", "text")
        .containsEntry("size", "5000")
        .containsEntry("sha256", sha256)
        .containsEntry("sha1", "")
        .containsEntry("mime", "")
        .doesNotContainKeys("ssdeep", "tlsh", "identify_version", "file_format");
  }

  @Test
  void shouldStoreNothingWhenAnUploadIsNotWhatItClaims() throws Exception {
    List<String> before = backend.objects(hub.data());
    byte[] content = random(100, 2);

    HttpResponse<byte[]> mismatch =
        client.upload(
            "samples/content?expected-sha256=" + ABSENT, BodyPublishers.ofByteArray(content));

    assertThat(mismatch.statusCode()).isEqualTo(400);
    assertThat(StreamClient.json(mismatch).path("title").asText()).isEqualTo("sha256 mismatch");
    assertThat(StreamClient.json(mismatch).path("detail").asText())
        .startsWith("sha256 mismatch - supplied: " + ABSENT + " vs calc: ");
    assertThat(client.upload("samples", new byte[0]).statusCode()).isEqualTo(400);
    assertThat(client.upload("nowhere", content).statusCode()).isEqualTo(404);
    assertThat(client.upload("samples/nolabel", BodyPublishers.ofByteArray(content)).statusCode())
        .isEqualTo(404);
    assertThat(backend.objects(hub.data())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=100-, 100, 299",
    "bytes=-100, 200, 299",
    "bytes=100-200, 100, 200",
    "bytes=2-2, 2, 2",
    "bytes=0-6, 0, 6",
    "bytes=0-, 0, 299",
    "bytes=250-9999, 250, 299",
    "bytes=-9999, 0, 299",
    "bytes=299-299, 299, 299"
  })
  void shouldSendTheRangeThatIsAskedFor(String range, int first, int last) throws Exception {
    String sha256 = client.stored("samples", THREE_HUNDRED);

    HttpResponse<byte[]> answer = client.range("samples", sha256, range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes %d-%d/300".formatted(first, last));
    assertThat(answer.headers().firstValue("Accept-Ranges")).isEmpty();
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(THREE_HUNDRED, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items=0-1",
        "bytes=0-1,3-4",
        "bytes=-",
        "bytes=",
        "bytes=5",
        "bytes=a-b",
        "bytes=-1-2",
        "bytes=9-3",
        "bytes=0x1-2",
        "0-6",
        "bytes=1-2-3",
        "bytes=99999999999999999999-",
        "bytes=+1-2"
      })
  void shouldRefuseWhatIsNoSingleRange(String range) throws Exception {
    String sha256 = client.stored("samples", THREE_HUNDRED);

    HttpResponse<byte[]> answer = client.range("samples", sha256, range);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(StreamClient.json(answer).path("title").asText())
        .isEqualTo("invalid range provided");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=300-", "bytes=300-400", "bytes=-0", "bytes=999999999999-"})
  void shouldSayHowLongTheContentIsWhenARangeBeginsBeyondItsEnd(String range) throws Exception {
    String sha256 = client.stored("samples", THREE_HUNDRED);

    HttpResponse<byte[]> answer = client.range("samples", sha256, range);

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */300");
  }

  @Test
  void shouldSendRangesAtTheBordersOfWhatIsReadAndSealedTogether() throws Exception {
    int size = (3 << 20) + 5;
    byte[] content = random(size, 3);
    String sha256 = client.stored("samples", content);
    // Sealed segments hold 65,520 bytes, the first one 48 less; blocks 1 MiB of stored bytes.
    List<Integer> borders =
        new ArrayList<>(List.of(16, 65_472, 65_472 + 65_520, 1 << 20, 2 << 20, size - 1));
    borders.add(65_472 + 15 * 65_520);
    borders.add(65_472 + 31 * 65_520);

    for (int border : borders) {
      assertRange(sha256, content, border - 1, border - 1);
      assertRange(sha256, content, border, border);
      assertRange(sha256, content, border - 1, Math.min(size - 1, border + 1));
      assertRange(sha256, content, 15, border);
      assertRange(sha256, content, border, size - 1);
    }
    assertThat(client.get("samples", sha256).body()).isEqualTo(content);
  }

  @Test
  void shouldSayWhetherAContentIsThere() throws Exception {
    String sha256 = client.stored("samples", random(70, 4));

    assertThat(client.head("samples", sha256)).isEqualTo(200);
    assertThat(client.head("incidents", sha256)).isEqualTo(404);
    assertThat(client.head("samples", ABSENT)).isEqualTo(404);
    HttpResponse<byte[]> absent = client.get("samples", ABSENT);
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(text(StreamClient.json(absent)))
        .containsEntry("status", "404")
        .containsEntry("title", "not found")
        .containsEntry("detail", "not found")
        .containsEntry("error_enum", "ErrorStringEnumUnset");
  }

  @Test
  void shouldDeleteOnceAndNeverServeItAgain() throws Exception {
    String sha256 = client.stored("samples", random(2 << 20, 5));
    assertThat(client.get("samples", sha256).body()).hasSize(2 << 20);
    String path = StreamClient.path("samples", sha256);

    HttpResponse<byte[]> first = client.send(path, "DELETE");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(StreamClient.text(first)).isEqualTo("{\"deleted\":true}");
    assertThat(client.send(path, "DELETE").statusCode()).isEqualTo(404);
    assertThat(client.head("samples", sha256)).isEqualTo(404);
    assertThat(client.get("samples", sha256).statusCode()).isEqualTo(404);
    assertThat(client.range("samples", sha256, "bytes=0-1").statusCode()).isEqualTo(404);
    assertThat(backend.objects(hub.data())).noneMatch(name -> name.contains(sha256));
  }

  @Test
  void shouldDeleteOnlyWhatIsOlderWhenAsked() throws Exception {
    String sha256 = client.stored("samples", random(71, 6));
    String path = StreamClient.path("samples", sha256) + "?ifOlderThan=";
    long now = Instant.now().getEpochSecond();

    assertThat(StreamClient.text(client.send(path + (now - 3600), "DELETE")))
        .isEqualTo("{\"deleted\":false}");
    HttpResponse<byte[]> noNumber = client.send(path + "soon", "DELETE");
    assertThat(noNumber.statusCode()).isEqualTo(500);
    assertThat(StreamClient.json(noNumber).path("title").asText()).isEqualTo("ifOlderThan error");
    assertThat(client.head("samples", sha256)).isEqualTo(200);

    assertThat(StreamClient.text(client.send(path + (now + 3600), "DELETE")))
        .isEqualTo("{\"deleted\":true}");
    assertThat(client.head("samples", sha256)).isEqualTo(404);
  }

  @Test
  void shouldCopyToAnotherSourceAndOutliveTheOrigin() throws Exception {
    byte[] content = random(200_000, 7);
    String sha256 = client.stored("samples", content);

    HttpResponse<byte[]> copied =
        client.send("/api/v3/stream/samples/incidents/content/" + sha256, "PATCH");
    client.send(StreamClient.path("samples", sha256), "DELETE");

    assertThat(copied.statusCode()).isEqualTo(200);
    assertThat(copied.body()).isEmpty();
    assertThat(client.get("incidents", sha256).body()).isEqualTo(content);
    assertThat(
            client.send("/api/v3/stream/samples/incidents/content/" + ABSENT, "PATCH").statusCode())
        .isEqualTo(404);
    assertThat(
            client.send("/api/v3/stream/incidents/nowhere/content/" + sha256, "PATCH").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldKeepOneObjectWhenManySendTheSame() throws Exception {
    byte[] content = random(300_000, 8);
    List<Callable<String>> uploads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      uploads.add(() -> StreamClient.text(client.upload("samples", content)));
    }
    List<String> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : clients.invokeAll(uploads)) {
        answers.add(answer.get());
      }
    }
    String sha256 = client.stored("samples", content);

    assertThat(answers).hasSize(8).allMatch(answers.getFirst()::equals);
    assertThat(answers.getFirst()).contains(sha256);
    assertThat(backend.objects(hub.data())).filteredOn(name -> name.contains(sha256)).hasSize(1);
    assertThat(client.get("samples", sha256).body()).isEqualTo(content);
  }

  static Stream<String> parts() {
    return Stream.of(
        "..",
        "%2e%2e",
        "../../../../foreign",
        "..%2f..%2f..%2fforeign",
        "%2e%2e%2f%2e%2e%2fforeign",
        "%252e%252e%252fforeign",
        "..%5c..%5cforeign",
        "%c0%ae%c0%ae%c0%afforeign",
        "%00",
        ABSENT + "%00",
        ABSENT + ".sealed",
        ABSENT + "%2f..",
        ABSENT.substring(1) + "%0a",
        ABSENT.toUpperCase(Locale.ROOT),
        "/etc/passwd",
        "%2fetc%2fpasswd",
        ".incoming",
        "a",
        "%",
        "%zz",
        "a".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void shouldNameNothingOutsideTheStore(String part) throws Exception {
    backend.plant(hub.data(), "foreign");
    backend.plant(hub.data(), ABSENT);
    Files.writeString(folder.resolve("foreign"), "not to be named");
    Files.writeString(hub.data().resolve("foreign"), "not to be named");
    List<String> before = everything();
    String stream = "/api/v3/stream/";
    List<String> targets =
        List.of(
            stream + "samples/content/" + part,
            stream + "samples/" + part + "/" + ABSENT,
            stream + part + "/content/" + ABSENT,
            stream + part);

    for (String target : targets) {
      for (String method : List.of("GET", "HEAD", "DELETE")) {
        assertThat(client.rawStatus(method, target)).as(method + target).isIn(400, 404);
      }
    }
    for (String target :
        List.of(stream + part + "/content", stream + "samples/" + part, stream + part)) {
      assertThat(client.rawStatus("POST", target)).as(target).isIn(400, 404);
    }
    for (String target :
        List.of(
            stream + part + "/samples/content/" + ABSENT,
            stream + "samples/" + part + "/content/" + ABSENT,
            stream + "samples/incidents/" + part + "/" + ABSENT,
            stream + "samples/incidents/content/" + part)) {
      assertThat(client.rawStatus("PATCH", target)).as(target).isIn(400, 404);
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** Every file around the store, its time and size, and every object. */
  private List<String> everything() throws IOException {
    List<String> all = new ArrayList<>(backend.objects(hub.data()));
    try (Stream<Path> files = Files.walk(parent)) {
      for (Path file : files.filter(file -> !file.equals(hub.log())).sorted().toList()) {
        all.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return all;
  }
}
