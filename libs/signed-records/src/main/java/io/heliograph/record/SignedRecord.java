package io.heliograph.record;

import java.util.List;

/**
 * A record as it is or may be signed. A value: it has the shape of a record and is within the size
 * cap, and says nothing about whether its owners, signatures and version are good; that is {@code
 * rule.RecordRules}.
 *
 * @param tagType what kind of data it is, 64 bits without sign
 * @param identifier 64 bytes that tell it from others of its tag
 * @param data its contents
 * @param ownerKeys the Ed25519 public keys, 32 bytes each, of those who may change it
 * @param version 0 first, then one more each time, 64 bits without sign
 * @param previousOwnerKeys the owners of the version before, when they hand it over or delete it
 * @param signatures Ed25519 signatures of 64 bytes each over {@link #signedBytes()}
 */
public record SignedRecord(
    long tagType,
    Bytes identifier,
    Bytes data,
    List<Bytes> ownerKeys,
    long version,
    List<Bytes> previousOwnerKeys,
    List<Bytes> signatures) {
  /** The largest binary form, signatures included. */
  public static final int BYTES_MAX = 102_400;

  /** The length of an identifier and of a name. */
  public static final int IDENTIFIER_LENGTH = 64;

  /** The length of a public key. */
  public static final int KEY_LENGTH = 32;

  /** The length of a signature. */
  public static final int SIGNATURE_LENGTH = 64;

  /** The key that nobody holds: a record that it owns alone never changes again. */
  public static final Bytes NO_OWNER = Bytes.of(new byte[KEY_LENGTH]);

  /**
   * Checks lengths and copies the lists.
   *
   * @throws RecordException when a part has the wrong length or the whole is over the cap
   */
  public SignedRecord {
    requireLength("identifier", identifier, IDENTIFIER_LENGTH);
    long size =
        RecordBinary.FIXED_BYTES
            + (long) data.length()
            + (long) KEY_LENGTH * (ownerKeys.size() + previousOwnerKeys.size())
            + (long) SIGNATURE_LENGTH * signatures.size();
    ownerKeys = copyOf("owner_keys", ownerKeys, KEY_LENGTH);
    previousOwnerKeys = copyOf("previous_owner_keys", previousOwnerKeys, KEY_LENGTH);
    signatures = copyOf("signature", signatures, SIGNATURE_LENGTH);
    if (size > BYTES_MAX) {
      throw RecordException.tooLarge(
          "record: " + size + " bytes in binary form, at most " + BYTES_MAX + " are allowed");
    }
  }

  private static List<Bytes> copyOf(String member, List<Bytes> list, int length) {
    list.forEach(one -> requireLength(member, one, length));
    return List.copyOf(list);
  }

  private static void requireLength(String member, Bytes bytes, int length) {
    if (bytes.length() != length) {
      throw RecordException.malformed(
          member + ": " + length + " bytes wanted, " + bytes.length() + " given: " + bytes);
    }
  }

  /** The name: SHA-512 of tag and identifier. Two records of one name are the same record. */
  public Bytes name() {
    return nameOf(tagType, identifier);
  }

  /** The name of the record with this tag and identifier. */
  public static Bytes nameOf(long tagType, Bytes identifier) {
    return Sha512.of(RecordBinary.bigEndian(tagType), identifier.octets());
  }

  /** What the owners sign: everything but the signatures, each length included. */
  public byte[] signedBytes() {
    return RecordBinary.signedBytes(this);
  }

  /** SHA-512 of {@link #signedBytes()}: the smaller one counts when two have the same version. */
  public Bytes signedDigest() {
    return Sha512.of(signedBytes());
  }

  /** The binary form. */
  public byte[] toBinary() {
    return RecordBinary.write(this);
  }

  /** The canonical JSON form, in UTF-8. */
  public byte[] toJson() {
    return RecordJson.write(this);
  }

  /**
   * SHA-512 of the binary form: the record's id in caches and logs, provided that its signatures
   * are in the owners' order, as those of every accepted record are.
   */
  public Bytes recordId() {
    return Sha512.of(toBinary());
  }

  /** The length of the binary form. */
  public int size() {
    return RecordBinary.FIXED_BYTES
        + data.length()
        + KEY_LENGTH * (ownerKeys.size() + previousOwnerKeys.size())
        + SIGNATURE_LENGTH * signatures.size();
  }

  /** Whether it says that the record was deleted: no data, no owners, but previous owners. */
  public boolean isTombstone() {
    return data.isEmpty() && ownerKeys.isEmpty() && !previousOwnerKeys.isEmpty();
  }

  /** Whether nobody owns it, for ever. */
  public boolean isFrozen() {
    return ownerKeys.size() == 1 && ownerKeys.getFirst().equals(NO_OWNER);
  }

  /** Whose signatures count: the previous owners where there are any, else the owners. */
  public List<Bytes> signingKeys() {
    return previousOwnerKeys.isEmpty() ? ownerKeys : previousOwnerKeys;
  }

  /** Whose signatures the next version needs: the owners, of a tombstone the last ones. */
  public List<Bytes> successorKeys() {
    return ownerKeys.isEmpty() ? previousOwnerKeys : ownerKeys;
  }

  /** Whether both say the same, whoever signed. */
  public boolean saysTheSameAs(SignedRecord other) {
    return tagType == other.tagType
        && version == other.version
        && identifier.equals(other.identifier)
        && data.equals(other.data)
        && ownerKeys.equals(other.ownerKeys)
        && previousOwnerKeys.equals(other.previousOwnerKeys);
  }

  /** The same with other signatures. */
  public SignedRecord withSignatures(List<Bytes> others) {
    return new SignedRecord(
        tagType, identifier, data, ownerKeys, version, previousOwnerKeys, others);
  }

  /** Name, version and size: enough for a message. */
  @Override
  public String toString() {
    return name() + " version " + Unsigned.text(version) + ", " + size() + " bytes";
  }
}
