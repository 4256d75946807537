package io.heliograph.content;

import io.heliograph.event.Labels;
import io.heliograph.event.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Uploads in parts that a killed process left in the bucket: they are invisible, but their parts
 * take up space. Only keys that we would give are touched; the bucket may have other users. Nothing
 * blocks.
 */
final class S3Leftovers {
  private final S3AsyncClient client;
  private final String bucket;
  private final Sources sources;

  S3Leftovers(S3AsyncClient client, String bucket, Sources sources) {
    this.client = client;
    this.bucket = bucket;
    this.sources = sources;
  }

  /** Aborts those that began before then; how many. */
  CompletionStage<Integer> abort(Instant before) {
    return abortPage(before, null, null, 0);
  }

  private CompletionStage<Integer> abortPage(
      Instant before, @Nullable String key, @Nullable String upload, int aborted) {
    return client
        .listMultipartUploads(
            request -> request.bucket(bucket).keyMarker(key).uploadIdMarker(upload))
        .thenCompose(page -> abortAll(page, before).thenApply(gone -> new Page(page, gone)))
        .thenCompose(
            done ->
                Boolean.TRUE.equals(done.page().isTruncated())
                    ? abortPage(
                        before,
                        done.page().nextKeyMarker(),
                        done.page().nextUploadIdMarker(),
                        aborted + done.aborted())
                    : CompletableFuture.completedFuture(aborted + done.aborted()));
  }

  private record Page(ListMultipartUploadsResponse page, int aborted) {}

  private CompletionStage<Integer> abortAll(ListMultipartUploadsResponse page, Instant before) {
    List<CompletableFuture<?>> aborting = new ArrayList<>();
    for (MultipartUpload upload : page.uploads()) {
      if (upload.initiated().isBefore(before) && isOurs(upload.key())) {
        aborting.add(
            client.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
      }
    }
    return CompletableFuture.allOf(aborting.toArray(CompletableFuture[]::new))
        .thenApply(done -> aborting.size());
  }

  private boolean isOurs(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 3
        && sources.knows(parts[0])
        && Labels.isKnown(parts[1])
        && ContentName.isHash(StoredName.unsealed(parts[2]));
  }
}
