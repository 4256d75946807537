package io.heliograph.coordinator.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What an answer calls its batch, for a later fetch that confirms it: {@code <process>-<number>-<
 * proof>}. The proof is made from the number and the subscription with a key that this process
 * draws for itself, so a client can only confirm what was answered to it. Thread-safe.
 */
final class BatchNames {
  private static final int PROOF_BYTES = 16;

  private final byte[] key = new byte[32];

  /**
   * @param random must be fit for secrets
   */
  BatchNames(RandomGenerator random) {
    random.nextBytes(key);
  }

  String name(String process, long batch, String pluginKey) {
    return process + '-' + batch + '-' + proof(batch, pluginKey);
  }

  /** Whether the proof is the one of an answer to that subscription. */
  boolean proves(Confirmation confirmation) {
    return MessageDigest.isEqual(
        confirmation.proof().getBytes(UTF_8),
        proof(confirmation.batch(), confirmation.pluginKey()).getBytes(UTF_8));
  }

  /** Half of the digest, so that a length extension is impossible. */
  private String proof(long batch, String pluginKey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, batch));
      return HexFormat.of().formatHex(digest.digest(pluginKey.getBytes(UTF_8)), 0, PROOF_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
