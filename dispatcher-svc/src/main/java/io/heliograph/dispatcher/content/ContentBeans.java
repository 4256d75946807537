package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentCipher;
import io.heliograph.content.ContentException;
import io.heliograph.content.ContentException.Reason;
import io.heliograph.content.ContentStore;
import io.heliograph.content.ContentThreads;
import io.heliograph.content.EncryptedContentStore;
import io.heliograph.content.LocalContentStore;
import io.heliograph.content.S3Access;
import io.heliograph.content.S3ContentStore;
import io.heliograph.content.UploadDirectory;
import io.heliograph.content.UploadService;
import io.heliograph.content.UploadSpace;
import io.heliograph.content.format.FormatDetection;
import io.heliograph.dispatcher.disk.DataSettings;
import io.heliograph.dispatcher.disk.DiskRoom;
import io.heliograph.dispatcher.disk.WatchedFolders;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.heliograph.event.source.Sources;
import io.heliograph.identify.FileType;
import io.heliograph.kit.thread.SupervisedThreads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Builds the store's parts from the configuration. */
@Singleton
final class ContentBeans {
  private static final Logger LOG = Logger.getLogger(ContentBeans.class);

  private final InstantSource clock;
  private final ContentSettings settings;
  private final ContentMetrics metrics;
  private final Path root;

  ContentBeans(
      InstantSource clock, ContentSettings settings, ContentMetrics metrics, DataSettings data) {
    this.clock = clock;
    this.settings = settings;
    this.metrics = metrics;
    this.root = data.directory().resolve("content");
  }

  @Produces
  @Singleton
  ContentThreads threads() {
    return new ContentThreads("content-", settings.threads(), settings.waitingMax());
  }

  void close(@Disposes ContentThreads threads) {
    threads.close();
  }

  @Produces
  @Singleton
  UploadDirectory directory() throws IOException {
    return UploadDirectory.open(root);
  }

  void close(@Disposes UploadDirectory directory) throws IOException {
    directory.close();
  }

  /** Where uploads are written, and where files stay when they are kept locally. */
  @Produces
  @Singleton
  WatchedFolders folders(UploadDirectory directory) throws IOException {
    Path uploads = directory.folder();
    if (settings.backend() == ContentSettings.Backend.S3) {
      return new WatchedFolders(Map.of(WatchedFolders.SPOOL, uploads));
    }
    return Files.getFileStore(uploads).equals(Files.getFileStore(root))
        ? new WatchedFolders(Map.of(WatchedFolders.CONTENT, root))
        : new WatchedFolders(Map.of(WatchedFolders.CONTENT, root, WatchedFolders.SPOOL, uploads));
  }

  @Produces
  @Singleton
  UploadSpace uploadSpace(UploadDirectory directory, DiskRoom room, MeterRegistry registry)
      throws IOException {
    long bytesMax = settings.spoolBytesMax();
    long half = Files.getFileStore(directory.folder()).getTotalSpace() / 2;
    UploadSpace space =
        new UploadSpace(
            bytesMax > 0 ? bytesMax : half > 0 ? half : Long.MAX_VALUE,
            bytes -> requireRoom(room, bytes));
    Gauge.builder("hub_spool_bytes", space, UploadSpace::takenBytes)
        .description("Bytes of uploads under way")
        .register(registry);
    Gauge.builder("hub_spool_bytes_max", space, UploadSpace::bytesMax)
        .description("Limit of hub_spool_bytes")
        .register(registry);
    FunctionCounter.builder("hub_spool_refused_total", space, UploadSpace::refused)
        .description("Uploads refused because of hub_spool_bytes_max or a full disk")
        .register(registry);
    return space;
  }

  private static void requireRoom(DiskRoom room, long bytes) {
    try {
      room.requireForUpload(bytes);
    } catch (HubException refused) {
      throw new ContentException(Reason.FULL, refused.detail(), refused.retryAfterSeconds());
    }
  }

  @Produces
  @Singleton
  ContentStore store(
      UploadDirectory directory, ContentThreads threads, S3Settings s3, Sources sources) {
    return switch (settings.backend()) {
      case LOCAL -> new LocalContentStore(root, directory, threads, clock);
      case S3 -> {
        S3ContentStore store = S3ContentStore.open(access(s3), threads);
        abortLeftovers(store, sources, s3);
        yield store;
      }
    };
  }

  private static S3Access access(S3Settings s3) {
    return new S3Access(
        s3.endpoint(),
        s3.region(),
        s3.bucket(),
        s3.accessKey(),
        s3.secretKey(),
        s3.partBytes(),
        s3.connectionsMax());
  }

  /** It is not awaited: leftovers do no harm. */
  private void abortLeftovers(S3ContentStore store, Sources sources, S3Settings s3) {
    store
        .check()
        .thenCompose(
            there -> store.abortLeftovers(sources, clock.instant().minus(s3.abandonedAfter())))
        .whenComplete(
            (aborted, failure) -> {
              if (failure != null) {
                LOG.warnf("abandoned uploads not aborted cause=%s", failure);
              } else if (aborted > 0) {
                LOG.infof("abandoned uploads aborted uploads=%d", aborted);
              }
            });
  }

  void close(@Disposes ContentStore store) {
    store.close();
  }

  @Produces
  @Singleton
  EncryptedContentStore contents(
      ContentStore store, UploadDirectory directory, ContentThreads threads) {
    return new EncryptedContentStore(
        store,
        directory,
        cipher(settings.encryption()),
        threads,
        new EncryptedContentStore.Limits(
            CacheBudget.bytesMax(settings), settings.putAttemptsMax(), settings.putWaitMax()),
        () -> ThreadLocalRandom.current().nextLong(),
        metrics);
  }

  @Produces
  @Singleton
  UploadService uploads(
      EncryptedContentStore contents,
      ContentThreads threads,
      FormatDetection formats,
      UploadSpace space) {
    return new UploadService(contents, threads, formats, space, settings.uploadsMax());
  }

  /** None when no key is active: then sealed files of earlier are not found. */
  private static Optional<ContentCipher> cipher(ContentSettings.Encryption encryption) {
    if (encryption.key().isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, byte[]> keys = new HashMap<>();
    encryption.keys().forEach((number, key) -> keys.put(number, Base64.getDecoder().decode(key)));
    return Optional.of(new ContentCipher(keys, encryption.key().getAsInt()));
  }

  @Produces
  @Singleton
  FormatDetection formats(SupervisedThreads threads, MeterRegistry registry) {
    ContentSettings.Identify identify = settings.identify();
    LabelledCounter failures =
        new LabelledCounter(
            registry,
            "dispatcher_identify_fail",
            "Contents of which only the first bytes were looked at",
            16,
            "mime",
            "magic");
    Counter held =
        Counter.builder("hub_identify_held_total")
            .description("Times a content blocked a thread that detects formats")
            .register(registry);
    FormatDetection formats =
        new FormatDetection(
            FormatDetection.rules(),
            new FormatDetection.Limits(
                identify.threads(),
                identify.spareThreads(),
                settings.uploadsMax(),
                identify.timeout().toMillis()),
            threads,
            new FormatDetection.Events() {
              @Override
              public void failed() {
                failures.increment(FileType.NONE.mime(), FileType.NONE.magic());
              }

              @Override
              public void threadHeld() {
                held.increment();
              }
            });
    Gauge.builder("hub_identify_held_threads", formats, FormatDetection::heldThreads)
        .description("Threads that contents block at the moment")
        .register(registry);
    return formats;
  }

  void close(@Disposes FormatDetection formats) {
    formats.close();
  }
}
