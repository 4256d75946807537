package io.heliograph.kit.http;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.List;

/** The same limit for all routes. */
@DefaultBean
@Singleton
final class SmallBodies implements BodyLimits {
  private final WebSettings settings;

  SmallBodies(WebSettings settings) {
    this.settings = settings;
  }

  @Override
  public long bytesMax(String method, List<String> segments) {
    return settings.bodyBytesMax();
  }
}
