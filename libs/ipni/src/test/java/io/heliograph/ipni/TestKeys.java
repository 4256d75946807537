package io.heliograph.ipni;

import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.PeerId;

/** The vectors' Ed25519 keys, which are public. */
public final class TestKeys {
  private TestKeys() {}

  /** The key of that name. */
  public static SigningKey key(String name) {
    return SigningKey.ofSeed(Vectors.hex(Vectors.item("keys", name), "seedHex"));
  }

  /** Its peer id. */
  public static PeerId peer(String name) {
    return PeerId.parse(Vectors.text(Vectors.item("keys", name), "peerIdBase58"));
  }
}
