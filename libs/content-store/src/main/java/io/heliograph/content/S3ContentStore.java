package io.heliograph.content;

import io.heliograph.event.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in an S3 bucket, key {@code <source>/<label>/<file>}. A client that splits puts and
 * copies into parts does so by itself; an object is visible when its last part is complete, never
 * before. S3 keeps an object's time, so what is put again is sent again. Nothing blocks;
 * thread-safe.
 */
public final class S3ContentStore implements ContentStore {
  private final S3AsyncClient client;
  private final String bucket;
  private final ContentThreads threads;

  /** A store in that bucket; makes no call yet. Closing it closes its connections. */
  public static S3ContentStore open(S3Access access, ContentThreads threads) {
    return new S3ContentStore(S3Clients.of(access), access.bucket(), threads);
  }

  S3ContentStore(S3AsyncClient client, String bucket, ContentThreads threads) {
    this.client = client;
    this.bucket = bucket;
    this.threads = threads;
  }

  @Override
  public CompletionStage<Void> check() {
    return client
        .headBucket(request -> request.bucket(bucket))
        .handle(
            (there, failure) -> {
              if (failure == null) {
                return CompletableFuture.<Void>completedFuture(null);
              }
              return cause(failure) instanceof NoSuchBucketException
                  ? S3Clients.makeBucket(client, bucket)
                  : CompletableFuture.<Void>failedFuture(
                      new IOException("S3 failed: " + cause(failure), failure));
            })
        .thenCompose(made -> made);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static String key(StoredName name) {
    return name.content().source() + '/' + name.content().label() + '/' + name.file();
  }

  @Override
  public CompletionStage<Optional<Found>> find(StoredName name) {
    return absentWhenMissing(
        client
            .headObject(request -> request.bucket(bucket).key(key(name)))
            .thenApply(head -> Optional.of(new Found(head.contentLength(), head.lastModified()))));
  }

  private static <T> CompletionStage<Optional<T>> absentWhenMissing(
      CompletionStage<Optional<T>> stage) {
    return stage.exceptionally(
        failure -> {
          Throwable cause = cause(failure);
          if (cause instanceof NoSuchKeyException) {
            return Optional.empty();
          }
          throw new CompletionException(new IOException("S3 failed: " + cause, cause));
        });
  }

  @Override
  public CompletionStage<Void> put(Path file, StoredName name) {
    return client
        .putObject(
            request -> request.bucket(bucket).key(key(name)), AsyncRequestBody.fromFile(file))
        .handle(
            (done, failure) -> {
              if (failure != null) {
                throw new CompletionException(new IOException("S3 failed: " + failure, failure));
              }
              return null;
            })
        .thenRunAsync(() -> remove(file), threads::cleanUp);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // The object is stored; the next start sweeps the file.
    }
  }

  @Override
  public CompletionStage<byte[]> read(StoredName name, long offset, int length) {
    String range = "bytes=" + offset + '-' + (offset + length - 1);
    return client
        .getObject(
            request -> request.bucket(bucket).key(key(name)).range(range),
            AsyncResponseTransformer.toBytes())
        .thenApply(
            bytes -> {
              if (bytes.response().contentLength() != length) {
                throw new CompletionException(new IOException("the object is shorter than it was"));
              }
              return bytes.asByteArrayUnsafe();
            });
  }

  @Override
  public CompletionStage<Boolean> delete(StoredName name, Instant before) {
    return find(name)
        .thenCompose(
            found ->
                found.isEmpty() || !found.get().modified().isBefore(before)
                    ? CompletableFuture.completedFuture(false)
                    : client
                        .deleteObject(request -> request.bucket(bucket).key(key(name)))
                        .thenApply(gone -> true));
  }

  @Override
  public CompletionStage<Boolean> copy(StoredName from, StoredName to) {
    return absentWhenMissing(
            client
                .copyObject(
                    request ->
                        request
                            .sourceBucket(bucket)
                            .sourceKey(key(from))
                            .destinationBucket(bucket)
                            .destinationKey(key(to)))
                .thenApply(Optional::of))
        .thenApply(Optional::isPresent);
  }

  @Override
  public CompletionStage<Long> expire(String source, Instant before) {
    return expirePage(source + '/', before, "", 0);
  }

  private CompletionStage<Long> expirePage(
      String prefix, Instant before, String after, long removed) {
    return client
        .listObjectsV2(request -> request.bucket(bucket).prefix(prefix).startAfter(after))
        .thenCompose(
            page ->
                remove(page, before)
                    .thenCompose(
                        gone -> {
                          long total = removed + gone;
                          return Boolean.TRUE.equals(page.isTruncated())
                              ? expirePage(prefix, before, page.contents().getLast().key(), total)
                              : CompletableFuture.completedFuture(total);
                        }));
  }

  private CompletionStage<Integer> remove(ListObjectsV2Response page, Instant before) {
    List<ObjectIdentifier> old = new ArrayList<>();
    for (S3Object object : page.contents()) {
      if (object.lastModified().isBefore(before)) {
        old.add(ObjectIdentifier.builder().key(object.key()).build());
      }
    }
    return old.isEmpty()
        ? CompletableFuture.completedFuture(0)
        : client
            .deleteObjects(
                request -> request.bucket(bucket).delete(Delete.builder().objects(old).build()))
            .thenApply(answer -> answer.deleted().size());
  }

  /**
   * Aborts uploads in parts that a killed process left and that began before then; how many. Only
   * names that we would give are touched: the bucket may have other users.
   */
  public CompletionStage<Integer> abortLeftovers(Sources sources, Instant before) {
    return new S3Leftovers(client, bucket, sources).abort(before);
  }

  @Override
  public Optional<Path> file(StoredName name) {
    return Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }
}
