package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.key.Envelope;
import io.heliograph.ipni.key.EnvelopePurpose;
import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The word of a member that a source's key is its own (contract federation.md, section 0.4): a
 * canonical DAG-CBOR block that the advertisements of that key link to.
 *
 * @param provider the key of the source in the group
 * @param source the source's name
 * @param group the sharing group
 * @param notAfter Unix seconds; the last second at which it holds
 * @param signature an envelope of the member's federation key around the other members; not copied
 */
public record Delegation(
    PeerId provider, String source, String group, long notAfter, byte[] signature) {
  static final EnvelopePurpose PURPOSE =
      new EnvelopePurpose("heliograph", "/heliograph/federation/delegation");

  private static final String WHAT = "delegation";

  /** Signed by the member's federation key. */
  public static Delegation sign(
      SigningKey member, PeerId provider, String source, String group, long notAfter) {
    byte[] payload =
        new DagValue.OfMap(said(provider, source, group, notAfter)).encode(Codec.DAG_CBOR);
    return new Delegation(
        provider, source, group, notAfter, Envelope.seal(member, PURPOSE, payload));
  }

  private static Map<String, DagValue> said(
      PeerId provider, String source, String group, long notAfter) {
    Map<String, DagValue> members = new HashMap<>();
    members.put("provider", new DagValue.OfText(provider.toString()));
    members.put("source", new DagValue.OfText(source));
    members.put("group", new DagValue.OfText(group));
    members.put("not-after", new DagValue.OfInt(notAfter));
    return members;
  }

  /** The block; its CID is what advertisements link to. */
  public byte[] encode() {
    Map<String, DagValue> members = said(provider, source, group, notAfter);
    members.put("signature", new DagValue.OfBytes(signature));
    return new DagValue.OfMap(members).encode(Codec.DAG_CBOR);
  }

  /** Reads the block of that name and verifies that the member has signed it. */
  public static Delegation verify(byte[] block, Cid cid, PeerId member, IpniLimits limits) {
    new Block(block, cid, WHAT).require(limits.adBytesMax());
    if (!cid.is(Codec.DAG_CBOR)) {
      throw IpniException.of(Verdict.SCHEMA_VIOLATION, WHAT + " CID", "must be of DAG-CBOR", cid);
    }
    DagValue document = DagValue.decode(Codec.DAG_CBOR, block, limits);
    Fields fields = new Fields(document, WHAT, Verdict.SCHEMA_VIOLATION);
    // What is not signed must not seem to be said.
    if (!fields.hasOnly(List.of("provider", "source", "group", "not-after", "signature"))) {
      throw IpniException.of(Verdict.SCHEMA_VIOLATION, WHAT, "must have no further members");
    }
    byte[] signature = fields.bytes("signature");
    if (signature == null || signature.length == 0) {
      throw IpniException.of(Verdict.MISSING_SIGNATURE, WHAT + ".signature", "is required");
    }
    Delegation delegation =
        new Delegation(
            provider(fields),
            fields.required("source", fields.text("source")),
            fields.required("group", fields.text("group")),
            fields.required("not-after", fields.number("not-after")),
            signature);
    delegation.requireSignedBy(member);
    return delegation;
  }

  private static PeerId provider(Fields fields) {
    String text = fields.required("provider", fields.text("provider"));
    try {
      PeerId peer = PeerId.parse(text);
      if (peer.toString().equals(text)) {
        return peer;
      }
    } catch (IpniException e) {
      throw fields.refused("provider", "must be a peer id in base58", text);
    }
    throw fields.refused("provider", "must be a peer id in base58", text);
  }

  private void requireSignedBy(PeerId member) {
    Envelope envelope = Envelope.open(PURPOSE, signature);
    byte[] payload =
        new DagValue.OfMap(said(provider, source, group, notAfter)).encode(Codec.DAG_CBOR);
    if (!Arrays.equals(envelope.payload(), payload)) {
      throw IpniException.of(
          Verdict.BAD_SIGNATURE, WHAT + ".signature", "must be around what the delegation says");
    }
    if (!envelope.key().peerId().equals(member)) {
      throw IpniException.of(
          Verdict.FOREIGN_AD,
          WHAT + ".signature",
          "must be of the member " + member,
          envelope.key());
    }
  }

  /**
   * Refuses an advertisement of that provider, source and group with {@link Verdict#FOREIGN_AD}
   * when this does not cover it.
   *
   * @param now Unix seconds
   */
  public void requireCovers(PeerId adProvider, String adSource, String adGroup, long now) {
    if (!provider.equals(adProvider)) {
      throw foreign("provider", "must be " + adProvider, provider);
    }
    if (!source.equals(adSource)) {
      throw foreign("source", "must be " + adSource, source);
    }
    if (!group.equals(adGroup)) {
      throw foreign("group", "must be " + adGroup, group);
    }
    if (now > notAfter) {
      throw foreign("not-after", "must not be before " + now, notAfter);
    }
  }

  private static IpniException foreign(String name, String rule, Object value) {
    return IpniException.of(Verdict.FOREIGN_AD, WHAT + "." + name, rule, value);
  }
}
