package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.ad.ExtendedProviders.ExtendedProvider;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads and verifies advertisements as they came: the bytes are hashed, never a re-encoding, since
 * deployed publishers write them in forms that are not canonical. Keeps nothing; safe for several
 * threads.
 */
public final class AdVerifier {
  private static final String WHAT = "advertisement";

  private final IpniLimits limits;

  /** With these caps. */
  public AdVerifier(IpniLimits limits) {
    this.limits = limits;
  }

  /**
   * The advertisement of that name, if it is one of the provider's and signed by whoever may.
   *
   * @param provider whose chain is walked
   * @param mayPublish whether a peer other than the provider may sign for it
   */
  public Advertisement verify(byte[] body, Cid cid, PeerId provider, Predicate<PeerId> mayPublish) {
    new Block(body, cid, WHAT).require(limits.adBytesMax());
    Advertisement ad = read(body, cid);
    PeerId signer = ad.verifySignatures();
    PeerId named = ad.content().providerId();
    if (!named.equals(provider)) {
      throw IpniException.of(Verdict.FOREIGN_AD, WHAT + ".Provider", "must be " + provider, named);
    }
    if (!signer.equals(provider) && !mayPublish.test(signer)) {
      throw IpniException.of(
          Verdict.FOREIGN_AD,
          WHAT + ".Signature",
          "must be of " + provider + " or its publisher",
          signer);
    }
    return ad;
  }

  /** What a body says, by the codec of its CID; neither hash nor signature are looked at. */
  public Advertisement read(byte[] body, Cid cid) {
    Fields fields = new Block(body, cid, WHAT).members(limits);
    Fields extended = fields.map("ExtendedProvider");
    AdContent content =
        new AdContent(
            Optional.ofNullable(fields.link("PreviousID")),
            fields.required("Provider", fields.text("Provider")),
            fields.texts("Addresses"),
            fields.required("Entries", fields.link("Entries")),
            fields.required("ContextID", fields.bytes("ContextID")),
            fields.required("Metadata", fields.bytes("Metadata")),
            fields.required("IsRm", fields.truth("IsRm")),
            Optional.ofNullable(extended == null ? null : extended(extended)),
            Optional.ofNullable(fields.number("SeqNum")));
    byte[] signature = fields.bytes("Signature");
    if (signature == null) {
      throw IpniException.of(Verdict.MISSING_SIGNATURE, WHAT + ".Signature", "is required");
    }
    return new Advertisement(content, signature);
  }

  private static ExtendedProviders extended(Fields fields) {
    List<ExtendedProvider> providers = new ArrayList<>();
    for (DagValue element : fields.required("Providers", fields.list("Providers"))) {
      Fields one = new Fields(element, WHAT + ".ExtendedProvider", Verdict.SCHEMA_VIOLATION);
      String id = one.required("ID", one.text("ID"));
      requirePeer(one, id);
      providers.add(
          new ExtendedProvider(
              id,
              one.texts("Addresses"),
              one.required("Metadata", one.bytes("Metadata")),
              one.required("Signature", one.bytes("Signature"))));
    }
    return new ExtendedProviders(providers, fields.required("Override", fields.truth("Override")));
  }

  private static void requirePeer(Fields one, String id) {
    try {
      PeerId.parse(id);
    } catch (IpniException e) {
      throw one.refused("ID", "must be a peer id", id);
    }
  }
}
