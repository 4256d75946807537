package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentException;
import io.heliograph.content.ContentName;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.source.Sources;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** What the path of a request for one content says, as it stands there. */
public final class ContentPath {
  /** A source; of a copy, the one that it comes from. */
  @PathParam("source")
  public String source = "";

  /** What kind of stream. */
  @PathParam("label")
  public String label = "";

  /** The SHA-256. */
  @PathParam("hash")
  public String hash = "";

  /** The request. */
  @Context public HttpServerRequest request;

  /** The name, checked. */
  ContentName name(Sources sources) {
    return nameIn(sources, source);
  }

  /** The name of the same content in another source, checked. */
  ContentName nameIn(Sources sources, String other) {
    return ContentErrors.orRefuse(() -> ContentName.of(sources, other, label, hash));
  }

  /**
   * Returns when source and label exist.
   *
   * @throws HubException 404 when they do not
   */
  void requirePlace(Sources sources) {
    try {
      ContentName.requirePlace(sources, source, label);
    } catch (ContentException refused) {
      throw ContentErrors.of(refused);
    }
  }
}
