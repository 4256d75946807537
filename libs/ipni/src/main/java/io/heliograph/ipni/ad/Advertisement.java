package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.ad.ExtendedProviders.ExtendedProvider;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.key.Envelope;
import io.heliograph.ipni.key.EnvelopePurpose;
import io.heliograph.ipni.key.SigningKey;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One link of a publisher's chain.
 *
 * @param signature an envelope; not copied
 */
public record Advertisement(AdContent content, byte[] signature) {
  static final EnvelopePurpose AD = new EnvelopePurpose("indexer", "/indexer/ingest/adSignature");
  static final EnvelopePurpose EXTENDED =
      new EnvelopePurpose("indexer", "/indexer/ingest/extendedProviderSignature");

  /** Signs one without extended providers. */
  public static Advertisement sign(SigningKey key, AdContent content) {
    return sign(
        key,
        content,
        id -> {
          throw new IllegalArgumentException("no key of the extended provider " + id);
        });
  }

  /**
   * Signs one, each extended provider with its own key; the advertisement's provider is among them
   * and has the publisher's.
   */
  public static Advertisement sign(
      SigningKey key, AdContent content, Function<PeerId, SigningKey> keys) {
    AdContent signed =
        content
            .extended()
            .map(extended -> withSigned(key, content, extended, keys))
            .orElse(content);
    byte[] payload = AdContent.payload(signed.preimage());
    return new Advertisement(signed, Envelope.seal(key, AD, payload));
  }

  private static AdContent withSigned(
      SigningKey key,
      AdContent content,
      ExtendedProviders extended,
      Function<PeerId, SigningKey> keys) {
    List<ExtendedProvider> signed =
        extended.providers().stream()
            .map(
                one -> {
                  PeerId id = PeerId.parse(one.id());
                  SigningKey own = id.equals(content.providerId()) ? key : keys.apply(id);
                  byte[] payload = AdContent.payload(content.preimage(one, extended.override()));
                  return new ExtendedProvider(
                      one.id(),
                      one.addresses(),
                      one.metadata(),
                      Envelope.seal(own, EXTENDED, payload));
                })
            .toList();
    return new AdContent(
        content.previous(),
        content.provider(),
        content.addresses(),
        content.entries(),
        content.contextId(),
        content.metadata(),
        content.isRm(),
        Optional.of(new ExtendedProviders(signed, extended.override())),
        content.sequence());
  }

  /**
   * Who signed, once the envelopes fit what the advertisement says: its own and that of each
   * extended provider, which must be signed by the provider that it names.
   */
  public PeerId verifySignatures() {
    PeerId signer = opened(AD, signature, content.preimage());
    content.extended().ifPresent(this::verifyExtended);
    return signer;
  }

  private void verifyExtended(ExtendedProviders extended) {
    boolean hasOwn = extended.providers().isEmpty();
    for (ExtendedProvider one : extended.providers()) {
      byte[] preimage = content.preimage(one, extended.override());
      PeerId signer = opened(EXTENDED, one.signature(), preimage);
      PeerId named = PeerId.parse(one.id());
      if (!signer.equals(named)) {
        throw IpniException.of(
            Verdict.FOREIGN_AD, "extended provider", "must be signed by " + named, signer);
      }
      hasOwn |= named.equals(content.providerId());
    }
    if (!hasOwn) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION,
          "advertisement.ExtendedProvider",
          "must name the advertisement's provider, " + content.provider());
    }
  }

  private static PeerId opened(EnvelopePurpose purpose, byte[] signature, byte[] preimage) {
    if (signature.length == 0) {
      throw IpniException.of(Verdict.MISSING_SIGNATURE, "advertisement.Signature", "is required");
    }
    Envelope envelope = Envelope.open(purpose, signature);
    // A payload of another length is the deprecated form, which hashes nothing.
    if (!Arrays.equals(envelope.payload(), AdContent.payload(preimage))) {
      throw IpniException.of(
          Verdict.BAD_SIGNATURE,
          "advertisement.Signature",
          "must hold the hash of what the advertisement says");
    }
    return envelope.key().peerId();
  }

  /** The canonical document. */
  public byte[] encode(Codec codec) {
    Map<String, DagValue> members = new HashMap<>();
    content.previous().ifPresent(cid -> members.put("PreviousID", new DagValue.OfLink(cid)));
    members.put("Provider", new DagValue.OfText(content.provider()));
    members.put("Addresses", texts(content.addresses()));
    members.put("Entries", new DagValue.OfLink(content.entries()));
    members.put("ContextID", new DagValue.OfBytes(content.contextId()));
    members.put("Metadata", new DagValue.OfBytes(content.metadata()));
    members.put("IsRm", new DagValue.OfBool(content.isRm()));
    members.put("Signature", new DagValue.OfBytes(signature));
    content.extended().ifPresent(extended -> members.put("ExtendedProvider", map(extended)));
    content.sequence().ifPresent(number -> members.put("SeqNum", new DagValue.OfInt(number)));
    return new DagValue.OfMap(members).encode(codec);
  }

  private static DagValue map(ExtendedProviders extended) {
    List<DagValue> providers =
        extended.providers().stream()
            .<DagValue>map(
                one ->
                    new DagValue.OfMap(
                        Map.of(
                            "ID", new DagValue.OfText(one.id()),
                            "Addresses", texts(one.addresses()),
                            "Metadata", new DagValue.OfBytes(one.metadata()),
                            "Signature", new DagValue.OfBytes(one.signature()))))
            .toList();
    return new DagValue.OfMap(
        Map.of(
            "Providers", new DagValue.OfList(providers),
            "Override", new DagValue.OfBool(extended.override())));
  }

  private static DagValue texts(List<String> texts) {
    return new DagValue.OfList(texts.stream().<DagValue>map(DagValue.OfText::new).toList());
  }
}
