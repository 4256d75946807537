package io.heliograph.dispatcher.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What clients see of the content store (contract dispatcher.md part 2 section 7, part 1 rows 14 to
 * 17), the same on every backend and sealed or not; each combination has a subclass.
 */
abstract class ContentOverHttp extends RangesOverHttp {
  private static final String SENTENCE =
      "this is a file with a certain amount of content that it has within it that represents some"
          + " information with text based data and some other things.";

  ContentOverHttp(Backend backend, List<String> more) {
    super(backend, more);
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
}
