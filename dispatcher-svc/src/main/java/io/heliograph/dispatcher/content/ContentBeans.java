package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Builds the store's parts from the configuration. */
@Singleton
final class ContentBeans {
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
  ContentVault vault(DataSettings data, Incoming incoming, ContentThreads threads) {
    ContentStore store =
        new LocalContentStore(root(data), incoming, threads, InstantSource.system());
    return new ContentVault(store, incoming, new BlockCache(0), Optional.empty(), threads);
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
