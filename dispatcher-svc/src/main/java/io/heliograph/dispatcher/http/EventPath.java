package io.heliograph.dispatcher.http;

import io.heliograph.kit.http.ApiPath;
import java.util.List;

/** The routes under {@code /api/v2/event} and the methods that they have. */
final class EventPath {
  private static final int MODEL_AND_KIND = 5;

  private EventPath() {}

  /** Whether the target is there, however it is written. */
  static boolean isUnder(String target) {
    return ApiPath.isUnder(target, "api", "v2", "event");
  }

  /** The one method of a route: fetches are GETs, everything else there is a POST. */
  static String allowed(String target) {
    List<String> segments = ApiPath.segments(target);
    return segments.size() == MODEL_AND_KIND ? "GET" : "POST";
  }
}
