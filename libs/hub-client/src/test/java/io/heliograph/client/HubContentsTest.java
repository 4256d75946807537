package io.heliograph.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubContentsTest {
  /** Of {@code abc}. */
  private static final String SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final ContentName NAME = new ContentName("testing", "content", SHA256);

  @TempDir Path folder;
  private LocalHub hub;
  private HubClient client;

  @BeforeEach
  void start() throws IOException {
    hub = new LocalHub();
    client = new HubClient(HubSettings.of(hub.url()), wait -> {});
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
  }

  @Test
  void shouldUploadAFileAndGiveItsDescription() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "abc");
    hub.then(200, "{\"data\":{\"sha256\":\"" + SHA256 + "\"}}");

    assertThat(client.contents().upload("testing", "content", file).orThrow().path("sha256"))
        .hasToString("\"" + SHA256 + "\"");
    assertThat(hub.asked().getFirst().target()).isEqualTo("/api/v3/stream/testing/content");
    assertThat(hub.asked().getFirst().body()).isEqualTo("abc");
    assertThatThrownBy(() -> client.contents().upload("testing", "content", folder.resolve("none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void shouldNotTakeA200WithoutDescriptionForStored() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "abc");
    hub.then(200, "");

    assertThat(client.contents().upload("testing", "content", file))
        .isInstanceOf(Answer.Unanswered.class);
  }

  @Test
  void shouldDownloadAFileWhoseHashIsRight() throws Exception {
    hub.then(200, "abc");
    Path to = folder.resolve("to");

    assertThat(client.contents().download(NAME, to, 3).orThrow()).isEqualTo(to);
    assertThat(to).hasContent("abc");
    assertThat(hub.asked().getFirst().target())
        .isEqualTo("/api/v3/stream/testing/content/" + SHA256);
  }

  @Test
  void shouldLeaveNoFileWhenItsHashIsWrongOrItIsTooLargeOrMissing() throws Exception {
    Path to = folder.resolve("to");
    hub.then(200, "abd");
    assertThat(client.contents().download(NAME, to, 3)).isInstanceOf(Answer.Unanswered.class);
    assertThat(to).doesNotExist();
    assertThat(client.contents().download(NAME, to, 2)).isInstanceOf(Answer.Unanswered.class);
    assertThat(to).doesNotExist();

    try (LocalHub empty = new LocalHub();
        HubClient other = new HubClient(HubSettings.of(empty.url()), wait -> {})) {
      empty.then(404, "{\"title\":\"t\",\"detail\":\"not found\"}");

      assertThat(other.contents().download(NAME, to, 3))
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.refusal().detail()).isEqualTo("not found"));
      assertThat(to).doesNotExist();
    }
  }

  @Test
  void shouldTellWhetherAFileIsThere() throws Exception {
    hub.then(200, "").then(404, "");

    assertThat(client.contents().exists(NAME).orThrow()).isTrue();
    assertThat(client.contents().exists(NAME)).isInstanceOf(Answer.Refused.class);
    assertThat(hub.asked().getFirst().method()).isEqualTo("HEAD");
  }

  @Test
  void shouldCopyOnceWithoutHoldingAThread() throws Exception {
    hub.then(503, "").then(200, "{}");

    assertThat(client.contents().copy(NAME, "other").get(10, TimeUnit.SECONDS))
        .isInstanceOf(Answer.Refused.class);
    assertThat(client.contents().copy(NAME, "other").get(10, TimeUnit.SECONDS))
        .isInstanceOf(Answer.Served.class);
    assertThat(hub.asked())
        .extracting(asked -> asked.method() + " " + asked.target())
        .containsOnly("PATCH /api/v3/stream/testing/other/content/" + SHA256)
        .hasSize(2);
  }

  @Test
  void shouldEndACopyWhoseAnswerNeverEnds() throws Exception {
    hub.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write("x".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
    try (HubClient hasty =
        new HubClient(HubSettings.of(hub.url()).answer(Duration.ofMillis(200)), wait -> {})) {
      assertThat(hasty.contents().copy(NAME, "other").get(10, TimeUnit.SECONDS))
          .isInstanceOf(Answer.Unanswered.class);
    }
  }

  @Test
  void shouldRefuseANameThatIsNoHash() {
    assertThatThrownBy(() -> new ContentName("testing", "content", "../x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../x");
  }
}
