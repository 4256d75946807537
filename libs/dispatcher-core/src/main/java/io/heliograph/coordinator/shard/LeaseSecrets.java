package io.heliograph.coordinator.shard;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Unpredictable random bits, drawn many at a time. Runs on its event loop. */
final class LeaseSecrets {
  private static final int DRAWN_BYTES = 1024;

  private final RandomGenerator random;
  private final byte[] drawn = new byte[DRAWN_BYTES];
  private final ByteBuffer left = ByteBuffer.wrap(drawn).limit(0);

  /**
   * @param random must be fit for secrets
   */
  LeaseSecrets(RandomGenerator random) {
    this.random = random;
  }

  UUID next() {
    if (!left.hasRemaining()) {
      random.nextBytes(drawn);
      left.clear();
    }
    return new UUID(left.getLong(), left.getLong());
  }
}
