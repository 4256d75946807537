package io.heliograph.ipni.key;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cursor;
import io.heliograph.ipni.multiformat.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * libp2p's signed envelope: public key, payload type, payload, signature. Signed is the domain, the
 * payload type and the payload, each behind its length; so no envelope passes for one of another
 * purpose. Written and read in one form only, fields in order. Arrays are not copied.
 */
public record Envelope(PeerKey key, byte[] payload, byte[] signature) {
  private static final String FIELD = "envelope";

  /** Seals a payload. */
  public static byte[] seal(SigningKey key, EnvelopePurpose purpose, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(192 + payload.length);
    Protobuf.write(1, key.publicKey().protobuf(), out);
    Protobuf.write(2, purpose.payloadTypeBytes(), out);
    Protobuf.write(3, payload, out);
    Protobuf.write(5, key.sign(signedBytes(purpose, payload)), out);
    return out.toByteArray();
  }

  /**
   * Reads and verifies an envelope. {@link Verdict#BAD_SIGNATURE} when it is none, is of another
   * purpose or its signature does not fit; {@link Verdict#BAD_PUBKEY} when its key is none.
   */
  public static Envelope open(EnvelopePurpose purpose, byte[] bytes) {
    Cursor cursor = new Cursor(bytes, Verdict.BAD_SIGNATURE, FIELD);
    byte[] protobuf = Protobuf.bytes(cursor, 1);
    byte[] payloadType = Protobuf.bytes(cursor, 2);
    byte[] payload = Protobuf.bytes(cursor, 3);
    byte[] signature = Protobuf.bytes(cursor, 5);
    cursor.end();
    if (!Arrays.equals(payloadType, purpose.payloadTypeBytes())) {
      throw IpniException.of(
          Verdict.BAD_SIGNATURE,
          FIELD,
          "must be of payload type " + purpose.payloadType(),
          new String(payloadType, StandardCharsets.UTF_8));
    }
    PeerKey key = PeerKey.parse(protobuf);
    if (!key.verifies(signedBytes(purpose, payload), signature)) {
      throw IpniException.of(
          Verdict.BAD_SIGNATURE, FIELD, "must be signed by the key in it, " + key.peerId());
    }
    return new Envelope(key, payload, signature);
  }

  /** What is signed: domain, payload type and payload, each behind its length. */
  public static byte[] signedBytes(EnvelopePurpose purpose, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + payload.length);
    for (byte[] part :
        new byte[][] {
          purpose.domain().getBytes(StandardCharsets.UTF_8), purpose.payloadTypeBytes(), payload
        }) {
      Varint.write(part.length, out);
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
