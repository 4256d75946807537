package io.heliograph.dispatcher.content;

import io.heliograph.local.LocalStack;
import io.heliograph.local.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
    S3AsyncClient client = S3Clients.of(settings(LocalStack.shared().s3().endpoint()));
    String bucket = "test-" + UUID.randomUUID();
    S3Clients.makeBucket(client, bucket);
    store = new S3ContentStore(client, bucket, threads);
  }

  private static S3Settings settings(String endpoint) {
    return new S3Settings() {
      @Override
      public Optional<String> endpoint() {
        return Optional.of(endpoint);
      }

      @Override
      public String region() {
        return "us-east-1";
      }

      @Override
      public String bucket() {
        return "unused";
      }

      @Override
      public Optional<String> accessKey() {
        return Optional.of(S3Server.ACCESS_KEY);
      }

      @Override
      public Optional<String> secretKey() {
        return Optional.of(S3Server.SECRET_KEY);
      }

      @Override
      public long partBytes() {
        return 5 << 20;
      }

      @Override
      public int connectionsMax() {
        return 10;
      }
    };
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
