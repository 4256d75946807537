package io.heliograph.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalContentStoreTest extends ContentStoreContract {
  @TempDir private Path root;

  private final ContentThreads threads = new ContentThreads("test-", 2, 100);
  private UploadDirectory directory;
  private ContentStore store;

  @BeforeEach
  void open() throws IOException {
    directory = UploadDirectory.open(root);
    store = new LocalContentStore(root, directory, threads, InstantSource.system());
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
    threads.close();
  }

  @Override
  ContentStore store() {
    return store;
  }

  @Override
  UploadDirectory directory() {
    return directory;
  }

  @Test
  void shouldLieWhereTheContractSays() throws Exception {
    StoredName name = put("testing", new byte[] {7});
    String sha256 = name.content().sha256();

    assertThat(root.resolve("testing/content"))
        .isDirectoryRecursivelyContaining("glob:**/" + sha256);
    assertThat(store.file(name))
        .contains(
            root.resolve(
                "testing/content/" + sha256.charAt(0) + "/" + sha256.charAt(1) + "/" + sha256));
  }
}
