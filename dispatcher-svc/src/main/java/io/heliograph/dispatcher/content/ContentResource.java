package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentName;
import io.heliograph.content.EncryptedContentStore;
import io.heliograph.content.StoredContent;
import io.heliograph.content.UploadService;
import io.heliograph.content.UploadTarget;
import io.heliograph.dispatcher.disk.DiskRoom;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.source.Sources;
import io.heliograph.identify.FileType;
import io.heliograph.kit.http.WebSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /api/v3/stream}: up, down, is it there, away, over to another source. */
@Path("/api/v3/stream")
@Singleton
public final class ContentResource {
  private static final String ONE = "/{source}/{label}/{hash}";

  /** What else an uploaded content can be read as. */
  private static final String ALSO = "Heliograph-Also";

  private final UploadService uploads;
  private final EncryptedContentStore contents;
  private final Sources sources;
  private final ContentSettings settings;
  private final ContentMetrics metrics;
  private final DiskRoom room;
  private final WebSettings web;

  ContentResource(
      UploadService uploads,
      EncryptedContentStore contents,
      Sources sources,
      ContentSettings settings,
      ContentMetrics metrics,
      DiskRoom room,
      WebSettings web) {
    this.uploads = uploads;
    this.contents = contents;
    this.sources = sources;
    this.settings = settings;
    this.metrics = metrics;
    this.room = room;
    this.web = web;
  }

  /** Stores the body under its SHA-256. */
  @POST
  @Path("/{source}/{label}")
  public CompletionStage<Response> upload(@BeanParam ContentPath path) {
    metrics.uploadRequested();
    path.requirePlace(sources);
    boolean skipIdentify = flag(path.request.getParam("skip-identify"));
    String expected = Optional.ofNullable(path.request.getParam("expected-sha256")).orElse("");
    if (skipIdentify && expected.isEmpty()) {
      throw new HubException(ErrorCode.SHA256_NEEDED, "must supply sha256 when skipping identify");
    }
    return answer(
        uploads
            .upload(
                new RequestBody(path.request, web),
                new UploadTarget(path.source, path.label, expected, skipIdentify))
            .thenApply(
                stored -> {
                  metrics.uploaded(stored.hashes().sizeBytes());
                  return uploaded(stored, skipIdentify ? path.label : "content");
                }),
        ErrorCode.STORE_FAILED);
  }

  /** What else the content can be read as is told beside it: no model of a stream knows it. */
  private static Response uploaded(StoredContent stored, String label) {
    Response.ResponseBuilder answer =
        Response.ok(DatastreamJson.of(stored, label), MediaType.APPLICATION_JSON_TYPE);
    List<String> also = stored.type().map(FileType::also).orElse(List.of());
    return also.isEmpty() ? answer.build() : answer.header(ALSO, String.join(", ", also)).build();
  }

  private static Response json(Object body) {
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static boolean flag(@Nullable String value) {
    return switch (value == null ? "" : value) {
      case "", "0", "f", "F", "FALSE", "false", "False" -> false;
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      default -> throw new HubException(ErrorCode.BAD_SKIP_IDENTIFY, "not a boolean: " + value);
    };
  }

  /** The file, or one range of it. */
  @GET
  @Path(ONE)
  public Uni<Void> download(@BeanParam ContentPath path) {
    metrics.downloadRequested();
    ContentName name = path.name(sources);
    io.vertx.core.Context context = Vertx.currentContext();
    return Uni.createFrom()
        .completionStage(() -> contents.find(name))
        .onFailure()
        .transform(ContentErrors::of)
        .emitOn(work -> context.runOnContext(now -> work.run()))
        .chain(
            found ->
                new Download(path.request, contents, context, metrics)
                    .send(found.orElseThrow(ContentResource::absent)));
  }

  /** Whether the file is there. */
  @HEAD
  @Path(ONE)
  public CompletionStage<Response> exists(@BeanParam ContentPath path) {
    metrics.existRequested();
    return answer(
        contents
            .find(path.name(sources))
            .thenApply(found -> Response.status(found.isPresent() ? 200 : 404).build()),
        ErrorCode.STORE_FAILED);
  }

  /** Removes the file, where the configuration has this route at all. */
  @DELETE
  @Path(ONE)
  public CompletionStage<Response> delete(@BeanParam ContentPath path) {
    if (!settings.deleteAllowed()) {
      throw new NotFoundException();
    }
    metrics.deleteRequested();
    ContentName name = path.name(sources);
    Instant before = before(path.request.getParam("ifOlderThan"));
    return answer(
        contents
            .find(name)
            .thenCompose(
                found ->
                    contents.delete(
                        found.orElseThrow(ContentResource::absent).name().content(), before))
            .thenApply(deleted -> json("{\"deleted\":" + deleted + "}")),
        ErrorCode.DELETE_FAILED);
  }

  /** Unix seconds; none and 0 delete whatever the age. */
  private static Instant before(@Nullable String value) {
    try {
      long second = value == null || value.isEmpty() ? 0 : Long.parseLong(value);
      return second == 0
          ? Instant.MAX
          : Instant.ofEpochSecond(Math.clamp(second, 0, Instant.MAX.getEpochSecond()));
    } catch (NumberFormatException notANumber) {
      throw new HubException(ErrorCode.IF_OLDER_THAN_INVALID, "not an integer: " + value);
    }
  }

  /** Makes the file appear under another source as well. */
  @PATCH
  @Path("/{source}/{to}/{label}/{hash}")
  public CompletionStage<Response> copy(@BeanParam ContentPath path, @PathParam("to") String to) {
    ContentName origin = path.name(sources);
    ContentName target = path.nameIn(sources, to);
    room.requireForCopy();
    return answer(
        contents
            .copy(origin, target)
            .thenApply(
                copied -> {
                  if (!copied) {
                    throw absent();
                  }
                  return Response.ok().build();
                }),
        ErrorCode.COPY_FAILED);
  }

  private static CompletionStage<Response> answer(
      CompletionStage<Response> response, ErrorCode otherwise) {
    return response.exceptionally(
        failure -> {
          throw ContentErrors.of(failure, otherwise);
        });
  }

  private static HubException absent() {
    return new HubException(ErrorCode.NOT_FOUND, "not found");
  }
}
