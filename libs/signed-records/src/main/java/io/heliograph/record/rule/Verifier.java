package io.heliograph.record.rule;

/**
 * Checks Ed25519 signatures (RFC 8032, pure, no context). This is what verification costs, so a
 * faster library may be put in its place. Called on the thread of whoever asks the rules, by
 * several at a time. Keys and signatures come in their canonical encodings only.
 */
@FunctionalInterface
public interface Verifier {
  /**
   * Whether it is a signature of these bytes under this key.
   *
   * @param publicKey 32 bytes, a point that is neither of small order nor encoded otherwise
   * @param message what was signed
   * @param signature 64 bytes, its number below the group's order
   * @return false for whatever is none; nothing is thrown
   */
  boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
