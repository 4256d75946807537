package io.heliograph.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.identify.ContentHasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
  @TempDir private Path folder;

  private final ContentThreads threads = new ContentThreads("test-", 2, 10);
  private final UploadSpace space = new UploadSpace(100 << 20, bytes -> {});
  private final Body body = new Body();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Upload upload = new Upload(body, threads, this::open, space.open(0));
  private final CompletableFuture<Upload.Arrived> arrived = upload.start();

  /** A body whose client is the test. */
  private static final class Body implements UploadBody {
    final AtomicInteger pauses = new AtomicInteger();
    final AtomicInteger resumes = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();

    @Override
    public long declaredBytes() {
      return 0;
    }

    @Override
    public void sendTo(Upload upload) {}

    @Override
    public void pause() {
      pauses.incrementAndGet();
    }

    @Override
    public void resume() {
      resumes.incrementAndGet();
    }

    @Override
    public void over() {
      ends.incrementAndGet();
    }
  }

  private UploadFile open() throws IOException, InterruptedException {
    asked.countDown();
    opened.await();
    return UploadFile.open(folder.resolve("a.part"), Optional.empty(), ContentHasher.sha256Only());
  }

  @AfterEach
  void close() {
    threads.close();
  }

  private Reason failure() throws InterruptedException {
    try {
      throw new AssertionError("arrived: " + arrived.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      assertThat(failed).hasCauseInstanceOf(ContentException.class);
      return ((ContentException) failed.getCause()).reason();
    } catch (java.util.concurrent.TimeoutException silent) {
      throw new AssertionError(silent);
    }
  }

  @Test
  void shouldWriteAllChunksInTheirOrder() throws Exception {
    opened.countDown();
    StringBuilder all = new StringBuilder();
    for (int at = 0; at < 500; at++) {
      all.append(at).append(',');
      upload.arrived((at + ",").getBytes(UTF_8));
    }
    upload.ended();

    Upload.Arrived whole = arrived.get(20, TimeUnit.SECONDS);

    assertThat(whole.hashes().sizeBytes()).isEqualTo(all.length());
    assertThat(Files.readString(whole.file().file())).isEqualTo(all.toString());
    assertThat(body.ends).hasValue(1);
  }

  @Test
  void shouldPauseTheBodyWhileMuchWaitsAndResumeItWhenItIsWritten() throws Exception {
    // given a first chunk that does not wait any more: it is being written
    upload.arrived(new byte[1]);
    asked.await();
    upload.arrived(new byte[1 << 20]);
    assertThat(body.pauses).as("control: this much may wait").hasValue(0);
    int before = body.resumes.get();

    upload.arrived(new byte[1]);

    assertThat(body.pauses).hasValue(1);
    assertThat(body.resumes).hasValue(before);
    opened.countDown();
    await().untilAsserted(() -> assertThat(body.resumes).hasValueGreaterThan(before));
  }

  @Test
  void shouldLeaveNoFileWhenTheBodyEndsEarly() throws Exception {
    opened.countDown();
    upload.arrived(new byte[100]);
    await().until(() -> Files.exists(folder.resolve("a.part")));

    upload.failed("the connection was lost");

    assertThat(failure()).isEqualTo(Reason.UNREADABLE);
    await().until(() -> !Files.exists(folder.resolve("a.part")));
    assertThat(body.ends).hasValue(1);
  }

  @Test
  void shouldRefuseABodyWithoutBytes() throws Exception {
    upload.ended();

    assertThat(failure()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void shouldEndWhenItIsLargerThanOneMayBe() throws Exception {
    opened.countDown();
    for (int at = 0; at <= 50; at++) {
      upload.arrived(new byte[1 << 20]);
    }

    assertThat(failure()).isEqualTo(Reason.TOO_LARGE);
    await().until(() -> !Files.exists(folder.resolve("a.part")));
  }
}
