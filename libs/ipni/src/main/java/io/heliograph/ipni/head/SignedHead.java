package io.heliograph.ipni.head;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.key.PeerKey;
import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot of a member, or the newest advertisement of a publisher, signed. Signed are
 * the CID's bytes and the topic as it is written; the epoch is not, so never act on it alone.
 *
 * @param cid empty only in the prototype's heads, of a member that has no snapshot
 * @param epoch Unix seconds; empty when the member does not write it
 * @param topic as written; null when absent or empty, which is the same and signs the same
 * @param signature not copied
 */
public record SignedHead(
    Optional<Cid> cid,
    Optional<Long> epoch,
    @Nullable String topic,
    PeerKey key,
    byte[] signature) {
  /** What an absent topic means; never appended to what is signed. */
  public static final String DEFAULT_TOPIC = "/indexer/ingest/mainnet";

  /** An empty topic becomes an absent one. */
  public SignedHead {
    topic = topic == null || topic.isEmpty() ? null : topic;
  }

  /** Signs a snapshot's CID with the member's federation key, or an ad's with the publisher's. */
  public static SignedHead sign(
      SigningKey key, Cid cid, Optional<Long> epoch, @Nullable String topic) {
    byte[] signature = key.sign(signedBytes(Optional.of(cid), topic));
    return new SignedHead(Optional.of(cid), epoch, topic, key.publicKey(), signature);
  }

  /** The CID's bytes and the topic's UTF-8, with nothing between, before or behind. */
  static byte[] signedBytes(Optional<Cid> cid, @Nullable String topic) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(96);
    cid.ifPresent(present -> out.writeBytes(present.bytes()));
    if (topic != null) {
      out.writeBytes(topic.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** The topic that it is of. */
  public String effectiveTopic() {
    return topic == null ? DEFAULT_TOPIC : topic;
  }

  /** Who signed. */
  public PeerId signer() {
    return key.peerId();
  }

  /**
   * Refuses the head with {@link Verdict#EPOCH_MISMATCH} when it has another epoch than its
   * snapshot turned out to have.
   */
  public void requireEpoch(long snapshotEpoch) {
    if (epoch.isPresent() && epoch.get() != snapshotEpoch) {
      throw IpniException.of(
          Verdict.EPOCH_MISMATCH,
          "head.epoch",
          "must be its snapshot's, " + snapshotEpoch,
          epoch.get());
    }
  }

  /** The canonical document; the prototype's is refused with {@link IllegalArgumentException}. */
  public byte[] encode(Codec codec, HeadProfile profile) {
    if (profile == HeadProfile.STI_2024) {
      throw new IllegalArgumentException("heads of the prototype are read only");
    }
    Map<String, DagValue> members = new HashMap<>();
    cid.ifPresent(present -> members.put(profile.head(), new DagValue.OfLink(present)));
    if (profile == HeadProfile.PROSE) {
      epoch.ifPresent(present -> members.put(profile.epoch(), new DagValue.OfInt(present)));
    }
    if (topic != null) {
      members.put(profile.topic(), new DagValue.OfText(topic));
    }
    members.put(profile.publicKey(), new DagValue.OfBytes(key.protobuf()));
    members.put(profile.signature(), new DagValue.OfBytes(signature));
    return new DagValue.OfMap(members).encode(codec);
  }
}
