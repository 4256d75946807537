package io.heliograph.ipni.ad;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.ad.ExtendedProviders.ExtendedProvider;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.ipni.multiformat.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What an advertisement says, without its signature. Context id and extended providers are not
 * signed by it, and the signed string has no separators: trust one only when it is reachable from a
 * signed head. Arrays are not copied, and compare by identity.
 *
 * @param previous empty in the first one of a chain
 * @param provider a peer id in any text form, signed as it is written
 * @param addresses multiaddresses of the provider
 * @param contextId at most 64 bytes: what a later advertisement updates or removes
 * @param metadata at most 1,024 bytes; empty updates addresses only
 * @param isRm whether the context is removed
 * @param sequence the advertisement's number, of publishers that count
 */
public record AdContent(
    Optional<Cid> previous,
    String provider,
    List<String> addresses,
    Cid entries,
    byte[] contextId,
    byte[] metadata,
    boolean isRm,
    Optional<ExtendedProviders> extended,
    Optional<Long> sequence) {
  /** Longest context id, in bytes. */
  public static final int CONTEXT_ID_BYTES_MAX = 64;

  /** Longest metadata, in bytes. */
  public static final int METADATA_BYTES_MAX = 1024;

  /**
   * Copies the list; refuses with {@link Verdict#SCHEMA_VIOLATION} what no advertisement may be.
   */
  public AdContent {
    addresses = List.copyOf(addresses);
    if (contextId.length > CONTEXT_ID_BYTES_MAX) {
      throw refused("ContextID", "must have at most 64 bytes", contextId.length);
    }
    if (metadata.length > METADATA_BYTES_MAX) {
      throw refused("Metadata", "must have at most 1,024 bytes", metadata.length);
    }
    if (isRm && extended.isPresent()) {
      throw refused("ExtendedProvider", "must be absent when IsRm is true", true);
    }
    if (sequence.isPresent() && sequence.get() < 0) {
      throw refused("SeqNum", "must not be negative", sequence.get());
    }
    try {
      PeerId.parse(provider);
    } catch (IpniException e) {
      throw refused("Provider", "must be a peer id", provider);
    }
  }

  private static IpniException refused(String name, String rule, Object value) {
    return IpniException.of(Verdict.SCHEMA_VIOLATION, "advertisement." + name, rule, value);
  }

  /** Whose entries these are. */
  public PeerId providerId() {
    return PeerId.parse(provider);
  }

  /** The string without separators that is hashed for the signature. */
  byte[] preimage() {
    ByteArrayOutputStream out = begun();
    addresses.forEach(address -> write(address, out));
    out.writeBytes(metadata);
    out.write(isRm ? 1 : 0);
    sequence.ifPresent(number -> Varint.write(number, out));
    return out.toByteArray();
  }

  /** The same for one of the extended providers. */
  byte[] preimage(ExtendedProvider further, boolean override) {
    ByteArrayOutputStream out = begun();
    out.writeBytes(contextId);
    write(further.id(), out);
    further.addresses().forEach(address -> write(address, out));
    out.writeBytes(further.metadata());
    out.write(override ? 1 : 0);
    sequence.ifPresent(number -> Varint.write(number, out));
    return out.toByteArray();
  }

  private ByteArrayOutputStream begun() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    previous.ifPresent(cid -> out.writeBytes(cid.bytes()));
    out.writeBytes(entries.bytes());
    write(provider, out);
    return out;
  }

  private static void write(String text, ByteArrayOutputStream out) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the envelope carries: the multihash of a preimage. */
  static byte[] payload(byte[] preimage) {
    return Multihash.sha256(preimage).bytes();
  }
}
