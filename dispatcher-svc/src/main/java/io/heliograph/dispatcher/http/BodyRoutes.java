package io.heliograph.dispatcher.http;

import io.heliograph.kit.http.BodyLimits;
import io.heliograph.kit.http.WebSettings;
import jakarta.inject.Singleton;
import java.util.List;

/** Uploads stream, events are counted as they come, a migration's patterns may be many. */
@Singleton
final class BodyRoutes implements BodyLimits {
  private static final long MIGRATION_BYTES_MAX = 1 << 20;

  private final WebSettings settings;

  BodyRoutes(WebSettings settings) {
    this.settings = settings;
  }

  @Override
  public long bytesMax(String method, List<String> segments) {
    if (!method.equals("POST") || segments.size() < 3 || !segments.getFirst().equals("api")) {
      return settings.bodyBytesMax();
    }
    return switch (segments.get(1) + '/' + segments.get(2)) {
      case "v2/event", "v3/stream" -> STREAMED;
      case "v1/migrations" -> MIGRATION_BYTES_MAX;
      default -> settings.bodyBytesMax();
    };
  }
}
