package io.heliograph.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Owners of tests: the seed of each is SHA-256 of its number in a text, as in the vectors. */
public final class Owners {
  private static final Map<Integer, Owner> OWNERS = new ConcurrentHashMap<>();

  private Owners() {}

  /** A key pair that signs. */
  public record Owner(Bytes key, PrivateKey secret) {
    /** The signature of a record. */
    public Bytes sign(SignedRecord record) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(secret);
        signature.update(record.signedBytes());
        return Bytes.of(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The owner of that number. */
  public static Owner owner(int number) {
    return OWNERS.computeIfAbsent(number, Owners::make);
  }

  /** The first so many. */
  public static List<Owner> owners(int count) {
    List<Owner> owners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      owners.add(owner(i));
    }
    return owners;
  }

  /** Their keys. */
  public static List<Bytes> keys(List<Owner> owners) {
    return owners.stream().map(Owner::key).toList();
  }

  /** The record, signed by these, in that order. */
  public static SignedRecord signed(SignedRecord record, List<Owner> signers) {
    return record.withSignatures(signers.stream().map(one -> one.sign(record)).toList());
  }

  /** The record, signed by one. */
  public static SignedRecord signed(SignedRecord record, int owner) {
    return signed(record, List.of(owner(owner)));
  }

  private static Owner make(int number) {
    try {
      byte[] seed =
          MessageDigest.getInstance("SHA-256")
              .digest(("sd-test-key-" + number).getBytes(StandardCharsets.US_ASCII));
      // The generator takes its seed from the random source: the one way to a public key.
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return new Owner(
          Bytes.of(encoded, encoded.length - 32, encoded.length),
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Random bytes that are none. */
  private static final class Fixed extends SecureRandom {
    private final transient byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
