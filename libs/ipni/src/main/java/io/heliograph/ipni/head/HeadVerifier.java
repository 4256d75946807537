package io.heliograph.ipni.head;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagInput;
import io.heliograph.ipni.dag.DagReader;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.key.Envelope;
import io.heliograph.ipni.key.EnvelopePurpose;
import io.heliograph.ipni.key.PeerKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads and verifies heads in the order of contract section 1.5; the first failure is thrown as an
 * {@link IpniException}. Keeps nothing; safe for several threads.
 */
public final class HeadVerifier {
  private static final EnvelopePurpose PROTOTYPE =
      new EnvelopePurpose("indexer", "/indexer/fed/stateHeadSignature");

  private final IpniLimits limits;
  private final String topic;
  private final Predicate<PeerId> isMember;

  /**
   * For one group.
   *
   * @param topic that the heads must be of
   * @param isMember whether a peer is a member of the group, or an allowed publisher
   */
  public HeadVerifier(IpniLimits limits, String topic, Predicate<PeerId> isMember) {
    this.limits = limits;
    this.topic = topic;
    this.isMember = isMember;
  }

  /**
   * Everything up to the fetch of the snapshot.
   *
   * @param asked the member that was asked, and must have signed
   */
  public VerifiedHead verify(byte[] body, Codec codec, HeadProfile profile, PeerId asked) {
    if (body.length > limits.headBytesMax()) {
      throw IpniException.of(
          Verdict.MALFORMED,
          "head",
          "must have at most " + limits.headBytesMax() + " bytes",
          body.length);
    }
    DagReader reader = DagReader.of(codec, new DagInput(body), limits);
    Fields fields = new Fields(document(reader), "head", Verdict.MALFORMED);
    SignedHead head = signed(fields, profile);
    checkSigner(head.signer(), asked);
    if (!head.effectiveTopic().equals(topic)) {
      throw IpniException.of(
          Verdict.TOPIC_MISMATCH, "head.topic", "must be " + topic, head.effectiveTopic());
    }
    if (head.cid().isPresent() && !head.cid().get().isSnapshotId()) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION,
          "head.head",
          "must be a CID of version 1, DAG-JSON or DAG-CBOR, with a SHA-256",
          head.cid().get());
    }
    return new VerifiedHead(head, verdict(fields, profile, reader), reader.deviation());
  }

  private static DagValue document(DagReader reader) {
    try {
      return DagValue.read(reader);
    } catch (IpniException e) {
      // A cap or a float within a head makes it no head.
      throw e.verdict() == Verdict.MALFORMED
          ? e
          : IpniException.of(Verdict.MALFORMED, "head", "is refused: " + e.getMessage());
    }
  }

  private static Verdict verdict(Fields fields, HeadProfile profile, DagReader reader) {
    List<String> known =
        List.of(
            profile.epoch(),
            profile.head(),
            profile.publicKey(),
            profile.signature(),
            profile.topic());
    if (reader.deviation() != null) {
      return Verdict.ACCEPT_WITH_WARNING;
    }
    return fields.hasOnly(known) ? Verdict.ACCEPT : Verdict.ACCEPT_IGNORE_UNKNOWN;
  }

  private static SignedHead signed(Fields fields, HeadProfile profile) {
    Cid cid = fields.link(profile.head());
    if (profile != HeadProfile.STI_2024) {
      fields.required(profile.head(), cid);
    }
    Long epoch = fields.number(profile.epoch());
    String topic = fields.text(profile.topic());
    byte[] signature = fields.bytes(profile.signature());
    byte[] protobuf = fields.bytes(profile.publicKey());
    if (signature == null || signature.length == 0) {
      throw IpniException.of(
          Verdict.MISSING_SIGNATURE, "head." + profile.signature(), "is required");
    }
    if (protobuf == null) {
      throw IpniException.of(Verdict.MISSING_PUBKEY, "head." + profile.publicKey(), "is required");
    }
    SignedHead head =
        new SignedHead(
            Optional.ofNullable(cid),
            Optional.ofNullable(epoch),
            topic,
            PeerKey.parse(protobuf),
            signature);
    checkSignature(head, profile);
    return head;
  }

  private static void checkSignature(SignedHead head, HeadProfile profile) {
    byte[] signed = SignedHead.signedBytes(head.cid(), head.topic());
    boolean fits =
        switch (profile) {
          case PROSE, SCHEMA -> head.key().verifies(signed, head.signature());
          case STI_2024 -> fitsEnvelope(head, signed);
        };
    if (!fits) {
      throw IpniException.of(
          Verdict.BAD_SIGNATURE,
          "head." + profile.signature(),
          "must be that of " + head.signer() + " over CID and topic");
    }
  }

  /** The prototype seals the SHA-256 of CID, topic and public key. */
  private static boolean fitsEnvelope(SignedHead head, byte[] signed) {
    Envelope envelope = Envelope.open(PROTOTYPE, head.signature());
    ByteArrayOutputStream out = new ByteArrayOutputStream(160);
    out.writeBytes(signed);
    out.writeBytes(head.key().protobuf());
    byte[] digest = Multihash.sha256Digest().digest(out.toByteArray());
    return envelope.key().equals(head.key()) && Arrays.equals(envelope.payload(), digest);
  }

  private void checkSigner(PeerId signer, PeerId asked) {
    if (!isMember.test(signer)) {
      throw IpniException.of(
          Verdict.UNKNOWN_MEMBER, "head.pubkey", "must be a member's key", signer);
    }
    if (!signer.equals(asked)) {
      throw IpniException.of(
          Verdict.WRONG_SIGNER, "head.pubkey", "must be the key of " + asked, signer);
    }
  }
}
