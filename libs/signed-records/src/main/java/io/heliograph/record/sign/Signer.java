package io.heliograph.record.sign;

import java.io.IOException;

/**
 * A key that signs: in a file, in an agent, in hardware behind a command. Used by one thread at a
 * time; may block.
 */
@FunctionalInterface
public interface Signer {
  /**
   * Signs these bytes as they are (Ed25519, no prehash).
   *
   * @return 64 bytes; they are checked before they are used
   * @throws IOException when whatever holds the key does not answer, or not with a signature
   */
  byte[] sign(byte[] bytes) throws IOException;
}
