package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import io.heliograph.kit.http.WebSettings;
import io.heliograph.kit.limit.BodyPace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Takes uploads: bounds their number, checks what arrived, stores it. Lives on event loops. */
@Singleton
final class Contents {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final ContentVault vault;
  private final ContentThreads threads;
  private final Identification identification;
  private final ContentSettings settings;
  private final WebSettings web;
  private final SpoolSpace space;
  private final AtomicInteger uploads = new AtomicInteger();

  Contents(
      ContentVault vault,
      ContentThreads threads,
      Identification identification,
      ContentSettings settings,
      WebSettings web,
      SpoolSpace space) {
    this.vault = vault;
    this.threads = threads;
    this.identification = identification;
    this.settings = settings;
    this.web = web;
    this.space = space;
  }

  /** Stores the body of a request under its SHA-256. */
  CompletionStage<Stored> upload(HttpServerRequest request, UploadPlace place) {
    SpoolSpace.Share share = space.open(declaredBytes(request));
    if (uploads.incrementAndGet() > settings.uploadsMax()) {
      uploads.decrementAndGet();
      throw HubException.busy(ErrorCode.OVERLOADED, "too many uploads at the same time");
    }
    return receive(request, place.skipIdentify(), share)
        .thenCompose(arrived -> keep(arrived, place))
        .whenComplete(
            (hashes, failure) -> {
              share.close();
              uploads.decrementAndGet();
            });
  }

  /** What the client says that it sends; 0 when it says nothing that makes sense. */
  private static long declaredBytes(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  private CompletableFuture<Upload.Arrived> receive(
      HttpServerRequest request, boolean skipIdentify, SpoolSpace.Share share) {
    Context context = Vertx.currentContext();
    Vertx vertx = context.owner();
    Upload upload =
        new Upload(
            request,
            context,
            threads,
            new BodyPace(web.progressWindow(), web.bytesPerSecondMin()),
            () -> vault.spool(skipIdentify ? ContentHasher.sha256Only() : ContentHasher.all()),
            share);
    long silence =
        vertx.setPeriodic(web.progressWindow().toMillis(), window -> upload.failWhenSlow());
    return upload.start().whenComplete((arrived, failure) -> vertx.cancelTimer(silence));
  }

  private CompletionStage<Stored> keep(Upload.Arrived arrived, UploadPlace place) {
    ContentHashes hashes = arrived.hashes();
    String expected = place.expectedSha256();
    if (!expected.isEmpty() && !expected.equals(hashes.sha256())) {
      threads.cleanUp(arrived.spool()::discard);
      throw new HubException(
          ErrorCode.SHA256_MISMATCH,
          "sha256 mismatch - supplied: " + shown(expected) + " vs calc: " + hashes.sha256());
    }
    return typed(arrived, place)
        .thenCompose(
            type ->
                vault
                    .put(
                        arrived.spool(),
                        new ContentName(place.source(), place.label(), hashes.sha256()))
                    .thenApply(done -> new Stored(hashes, type)))
        .exceptionally(
            failure -> {
              threads.cleanUp(arrived.spool()::discard);
              throw StoreErrors.of(failure);
            });
  }

  private CompletionStage<Optional<FileType>> typed(Upload.Arrived arrived, UploadPlace place) {
    return place.skipIdentify()
        ? CompletableFuture.completedFuture(Optional.empty())
        : identification
            .identify(
                new Identification.Subject(place.source(), arrived.hashes().sha256()),
                arrived.spool()::reading)
            .thenApply(Optional::of);
  }

  /** Input of anybody is shown cut to a length. */
  private static String shown(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
