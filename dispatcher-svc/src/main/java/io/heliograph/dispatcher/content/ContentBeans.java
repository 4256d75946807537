package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Builds the store's parts from the configuration. */
@Singleton
final class ContentBeans {
  private final InstantSource clock;

  ContentBeans(InstantSource clock) {
    this.clock = clock;
  }

  @Produces
  @Singleton
  ContentThreads threads(ContentSettings settings) {
    return new ContentThreads("content-", settings.threads(), settings.waitingMax());
  }

  void close(@Disposes ContentThreads threads) {
    threads.close();
  }

  @Produces
  @Singleton
  Incoming incoming(DataSettings data) throws IOException {
    return Incoming.open(root(data));
  }

  void close(@Disposes Incoming incoming) throws IOException {
    incoming.close();
  }

  @Produces
  @Singleton
  ContentVault vault(
      DataSettings data,
      Incoming incoming,
      ContentThreads threads,
      ContentSettings settings,
      S3Settings s3) {
    ContentStore store =
        switch (settings.backend()) {
          case LOCAL -> new LocalContentStore(root(data), incoming, threads, clock);
          case S3 -> {
            S3AsyncClient client = S3Clients.of(s3);
            S3Clients.makeBucket(client, s3.bucket());
            yield new S3ContentStore(client, s3.bucket(), threads);
          }
        };
    BlockCache cache =
        new BlockCache(
            settings.backend() == ContentSettings.Backend.LOCAL ? 0 : settings.cacheBytes());
    return new ContentVault(store, incoming, cache, seal(settings.encryption()), threads);
  }

  /** None when no key is active: then sealed files of earlier are not found. */
  static Optional<Seal> seal(ContentSettings.Encryption encryption) {
    if (encryption.key().isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, byte[]> keys = new HashMap<>();
    encryption.keys().forEach((number, key) -> keys.put(number, Base64.getDecoder().decode(key)));
    return Optional.of(new Seal(keys, encryption.key().getAsInt()));
  }

  void close(@Disposes ContentVault vault) {
    vault.close();
  }

  @Produces
  @Singleton
  Identification identification(ContentSettings settings, MeterRegistry registry) {
    return new Identification(
        Identification.rules(),
        new ContentThreads("identify-", settings.identify().threads(), settings.uploadsMax()),
        settings.identify().timeout().toMillis(),
        new LabelledCounter(registry, "dispatcher_identify_fail", 16, "mime", "magic"));
  }

  void close(@Disposes Identification identification) {
    identification.close();
  }

  private static Path root(DataSettings data) {
    return data.directory().resolve("content");
  }
}
