package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.content.ContentThreads;
import io.heliograph.content.LocalContentStore;
import io.heliograph.content.UploadDirectory;
import io.heliograph.kit.thread.SupervisedThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentWatchTest {
  @TempDir private Path root;

  @Test
  void shouldBeDegradedWhileTheFolderTakesNothing() throws Exception {
    ContentThreads threads = new ContentThreads("test-", 2, 100);
    try (UploadDirectory directory = UploadDirectory.open(root)) {
      ContentWatch watch =
          new ContentWatch(
              new LocalContentStore(root, directory, threads, InstantSource.system()),
              new SupervisedThreads());
      watch.look();
      assertThat(watch.away()).isNull();
      assertThat(watch.call().getData()).isEmpty();

      Path elsewhere = root.resolve("elsewhere");
      Files.move(directory.folder(), elsewhere);
      watch.look();

      assertThat(watch.away()).startsWith("java.nio.file.NoSuchFileException");
      assertThat(watch.call().getStatus()).isEqualTo(Status.UP);
      assertThat(watch.call().getData().orElseThrow().get("degraded").toString())
          .startsWith("files are neither stored nor read: the store is away: ");

      Files.move(elsewhere, directory.folder());
      watch.look();
      assertThat(watch.away()).isNull();
      assertThat(directory.folder()).isDirectoryNotContaining("glob:**.part");
    } finally {
      threads.close();
    }
  }
}
