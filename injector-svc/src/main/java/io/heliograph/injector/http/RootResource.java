package io.heliograph.injector.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /}: the name of the service. */
@Path("/")
public final class RootResource {
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String name() {
    return "Heliograph injector";
  }
}
