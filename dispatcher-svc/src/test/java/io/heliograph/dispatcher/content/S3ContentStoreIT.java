package io.heliograph.dispatcher.content;

import io.heliograph.local.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The same suite as for the local folder, against a real S3 server. */
class S3ContentStoreIT extends ContentStoreContract {
  @TempDir private Path root;

  private final ContentThreads threads = new ContentThreads("test-", 2, 100);
  private Incoming incoming;
  private ContentStore store;

  @BeforeEach
  void open() throws IOException {
    incoming = Incoming.open(root);
    S3AsyncClient client = S3Clients.of(S3Backend.access(LocalStack.shared().s3().endpoint()));
    String bucket = "test-" + UUID.randomUUID();
    S3Clients.makeBucket(client, bucket).join();
    store = new S3ContentStore(client, bucket, threads);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    incoming.close();
    threads.close();
  }

  @Override
  ContentStore store() {
    return store;
  }

  @Override
  Incoming incoming() {
    return incoming;
  }
}
