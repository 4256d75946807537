package io.heliograph.dashboard.replay;

import io.heliograph.kit.http.BodyLimits;
import io.heliograph.kit.http.WebSettings;
import jakarta.inject.Singleton;
import java.util.List;

/** Replays are long, all other bodies short. */
@Singleton
final class ReplayBodies implements BodyLimits {
  private static final List<String> REPLAYS = List.of("api", "v1", "statistics", "replays");

  private final WebSettings settings;
  private final ReplaySettings replays;

  ReplayBodies(WebSettings settings, ReplaySettings replays) {
    this.settings = settings;
    this.replays = replays;
  }

  @Override
  public long bytesMax(String method, List<String> segments) {
    return method.equals("POST") && segments.equals(REPLAYS)
        ? replays.bodyBytesMax()
        : settings.bodyBytesMax();
  }
}
