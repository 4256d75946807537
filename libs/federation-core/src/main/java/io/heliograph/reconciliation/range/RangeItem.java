package io.heliograph.reconciliation.range;

import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** One entry of a provider map, with the hash that stands for it. */
record RangeItem(PeerId key, AdRef value, byte[] digest) {

  static RangeItem of(PeerId key, AdRef value) {
    MessageDigest sha = Multihash.sha256Digest();
    sha.update(key.multihash());
    sha.update(value.cid().bytes());
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value.height()).flip());
    return new RangeItem(key, value, sha.digest());
  }

  /** What tells it from others of a small range; a collision is found by the fingerprint. */
  long shortDigest() {
    return ByteBuffer.wrap(digest).getLong();
  }
}
