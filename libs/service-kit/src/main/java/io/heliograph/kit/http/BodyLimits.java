package io.heliograph.kit.http;

import java.util.List;

/** How long bodies may be, route by route. A service whose routes are all alike has none. */
public interface BodyLimits {
  /** For routes that read their bodies as they come and keep a limit of their own. */
  long STREAMED = Long.MAX_VALUE;

  /**
   * The longest body of a request, in bytes.
   *
   * @param segments of the path
   */
  long bytesMax(String method, List<String> segments);
}
