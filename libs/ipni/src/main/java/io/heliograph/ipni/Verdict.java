package io.heliograph.ipni;

/** What became of a body that a member sent (contract federation.md, section 1.5 and vectors). */
public enum Verdict {
  /** Valid and canonical. */
  ACCEPT,
  /** Valid; written otherwise than we write, where that is tolerated (heads). */
  ACCEPT_WITH_WARNING,
  /** Valid, with members that this version does not know. */
  ACCEPT_IGNORE_UNKNOWN,
  /** No document of its codec, or one whose members have the wrong kind in a head. */
  MALFORMED,
  /** A cap of {@link IpniLimits} was reached. */
  LIMIT_EXCEEDED,
  /** A head or advertisement without a signature. */
  MISSING_SIGNATURE,
  /** A head without a public key. */
  MISSING_PUBKEY,
  /** The public key is no libp2p key, or one that nobody may sign with. */
  BAD_PUBKEY,
  /** A well-formed key of a type that this build cannot verify. */
  UNSUPPORTED_KEY_TYPE,
  /** The signature does not fit the bytes and the key. */
  BAD_SIGNATURE,
  /** The signer is no member of the group. */
  UNKNOWN_MEMBER,
  /** The signer is another member than the one that was asked. */
  WRONG_SIGNER,
  /** The head is of another topic. */
  TOPIC_MISMATCH,
  /** The body's hash is not the one of the CID that was asked for. */
  CID_MISMATCH,
  /** A document, but not of the shape that was asked for. */
  SCHEMA_VIOLATION,
  /** An advertisement where a snapshot was asked for. */
  NOT_A_SNAPSHOT,
  /** A snapshot that is not written in the one canonical way. */
  NON_CANONICAL,
  /** The head's epoch is not the snapshot's. */
  EPOCH_MISMATCH,
  /** The vector clock does not rise, or the epoch falls, from a snapshot to the next. */
  CHAIN_NOT_MONOTONIC,
  /** An advertisement that its signer may not make for this provider. */
  FOREIGN_AD;

  /** Whether the body counts. */
  public boolean isAccepted() {
    return compareTo(ACCEPT_IGNORE_UNKNOWN) <= 0;
  }
}
