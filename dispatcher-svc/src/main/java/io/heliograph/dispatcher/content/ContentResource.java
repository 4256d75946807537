package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.source.Sources;
import io.heliograph.identify.ContentHasher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /api/v3/stream}: up, down, is it there, away, over to another source. */
@Path("/api/v3/stream")
@Singleton
public final class ContentResource {
  private final Contents contents;
  private final Sources sources;
  private final ContentSettings settings;

  ContentResource(Contents contents, Sources sources, ContentSettings settings) {
    this.contents = contents;
    this.sources = sources;
    this.settings = settings;
  }

  /** Stores the body under its SHA-256. */
  @POST
  @Path("/{source}/{label}")
  public CompletionStage<Response> upload(
      @PathParam("source") String source,
      @PathParam("label") String label,
      @Context HttpServerRequest request) {
    ContentName.requirePlace(sources, source, label);
    boolean skipIdentify = flag(request.getParam("skip-identify"));
    String expected = Optional.ofNullable(request.getParam("expected-sha256")).orElse("");
    if (skipIdentify && expected.isEmpty()) {
      throw new HubException(ErrorCode.SHA256_NEEDED, "must supply sha256 when skipping identify");
    }
    return contents
        .upload(
            request,
            new ContentPlace(source, label, expected),
            skipIdentify ? ContentHasher.sha256Only() : ContentHasher.all())
        .thenApply(
            hashes ->
                Response.ok(
                        DatastreamJson.of(hashes, skipIdentify ? label : "content"),
                        MediaType.APPLICATION_JSON_TYPE)
                    .build());
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
  @Path("/{source}/{label}/{hash}")
  public Uni<Void> download(
      @PathParam("source") String source,
      @PathParam("label") String label,
      @PathParam("hash") String hash,
      @Context HttpServerRequest request) {
    ContentName name = ContentName.of(sources, source, label, hash);
    return Uni.createFrom()
        .completionStage(() -> contents.find(name))
        .onItem()
        .transformToUni(
            file ->
                file.map(found -> new Download(request, found).send())
                    .orElseThrow(ContentResource::absent));
  }

  /** Whether the file is there. */
  @HEAD
  @Path("/{source}/{label}/{hash}")
  public CompletionStage<Response> exists(
      @PathParam("source") String source,
      @PathParam("label") String label,
      @PathParam("hash") String hash) {
    return contents
        .find(ContentName.of(sources, source, label, hash))
        .thenApply(file -> Response.status(file.isPresent() ? 200 : 404).build());
  }

  /** Removes the file, where the configuration has this route at all. */
  @DELETE
  @Path("/{source}/{label}/{hash}")
  public CompletionStage<Response> delete(
      @PathParam("source") String source,
      @PathParam("label") String label,
      @PathParam("hash") String hash,
      @Context HttpServerRequest request) {
    if (!settings.deleteAllowed()) {
      throw new NotFoundException();
    }
    ContentName name = ContentName.of(sources, source, label, hash);
    long ifOlderThan = second(request.getParam("ifOlderThan"));
    return contents
        .delete(name, ifOlderThan)
        .thenApply(
            deleted ->
                deleted
                    .map(
                        gone ->
                            Response.ok(
                                    "{\"deleted\":" + gone + "}", MediaType.APPLICATION_JSON_TYPE)
                                .build())
                    .orElseThrow(ContentResource::absent));
  }

  private static long second(@Nullable String value) {
    try {
      return value == null || value.isEmpty() ? 0 : Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      throw new HubException(ErrorCode.IF_OLDER_THAN_INVALID, "not an integer: " + value);
    }
  }

  /** Makes the file appear under another source as well. */
  @PATCH
  @Path("/{from}/{to}/{label}/{hash}")
  public CompletionStage<Response> copy(
      @PathParam("from") String from,
      @PathParam("to") String to,
      @PathParam("label") String label,
      @PathParam("hash") String hash) {
    ContentName origin = ContentName.of(sources, from, label, hash);
    ContentName target = ContentName.of(sources, to, label, hash);
    return contents
        .copy(origin, target)
        .thenApply(
            copied -> {
              if (!copied) {
                throw absent();
              }
              return Response.ok().build();
            });
  }

  static HubException absent() {
    return new HubException(ErrorCode.NOT_FOUND, "not found");
  }
}
