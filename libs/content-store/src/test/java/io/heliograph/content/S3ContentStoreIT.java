package io.heliograph.content;

import io.heliograph.local.LocalStack;
import io.heliograph.local.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same suite as for the local folder, against a real S3 server. */
class S3ContentStoreIT extends ContentStoreContract {
  @TempDir private Path root;

  private final ContentThreads threads = new ContentThreads("test-", 2, 100);
  private UploadDirectory directory;
  private ContentStore store;

  @BeforeEach
  void open() throws IOException {
    directory = UploadDirectory.open(root);
    S3Access access =
        new S3Access(
            Optional.of(LocalStack.shared().s3().endpoint()),
            "us-east-1",
            "test-" + UUID.randomUUID(),
            Optional.of(S3Server.ACCESS_KEY),
            Optional.of(S3Server.SECRET_KEY),
            5 << 20,
            10);
    store = S3ContentStore.open(access, threads);
    // The first check makes the bucket; a second one finds it.
    get(store.check());
    get(store.check());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
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
}
