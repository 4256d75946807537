package io.heliograph.dispatcher.topic;

import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.event.source.Source;
import io.heliograph.event.source.Sources;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v1/sources}: where events may come from. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class SourcesResource {
  private final Sources sources;

  SourcesResource(Sources sources) {
    this.sources = sources;
  }

  /** The sources as they are configured; {@code expires_seconds} only where events expire. */
  @GET
  @Operation(summary = "Lists the sources")
  public byte[] list() {
    Collection<Source> all = sources.all();
    JsonBytes json = new JsonBytes(256 + 256 * all.size()).raw("{\"sources\":[");
    String separator = "{";
    for (Source source : all) {
      json.raw(separator).raw("\"name\":").string(source.id());
      json.raw(",\"description\":").string(source.description());
      if (source.expires()) {
        json.raw(",\"expires_seconds\":").number(source.expiresAfter().toSeconds());
      }
      json.raw('}');
      separator = ",{";
    }
    return json.raw("]}").toByteArray();
  }
}
