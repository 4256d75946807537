package io.heliograph.dispatcher.content;

import io.heliograph.kit.limit.HeapShares;

/** The memory for blocks that are kept for reading again. */
public final class CacheBudget {
  private static final int SIXTEENTHS = 2;

  private CacheBudget() {}

  /** In bytes: what is set, else a share of the heap; none where the backend is local. */
  public static long bytesMax(ContentSettings settings) {
    return settings.backend() == ContentSettings.Backend.LOCAL
        ? 0
        : HeapShares.of(settings.cacheBytes(), Runtime.getRuntime().maxMemory(), SIXTEENTHS);
  }
}
