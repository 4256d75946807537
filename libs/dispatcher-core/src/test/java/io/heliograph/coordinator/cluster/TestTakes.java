package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.shard.Take;

/** Takes as another replica asks for them. */
public final class TestTakes {
  private TestTakes() {}

  /** The first take of its batch, without parameters of a fetch. */
  public static byte[] order(Take take) {
    return TakeCodec.encode(take, 0, "");
  }
}
