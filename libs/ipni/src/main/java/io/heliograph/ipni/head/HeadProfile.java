package io.heliograph.ipni.head;

/** How a member writes its heads and snapshots (contract federation.md, sections 1.3 and 1.7). */
public enum HeadProfile {
  /** The specification's text: the head has an epoch. What we write by default. */
  PROSE("epoch", "head", "pubkey", "sig", "topic"),
  /** The specification's schema, for strict readers: the same without the epoch. */
  SCHEMA("epoch", "head", "pubkey", "sig", "topic"),
  /** The prototype of 2024: other names, and an envelope for a signature. Read, never written. */
  STI_2024("Epoch", "Head", "PublicKey", "Signature", "Topic");

  private final String epoch;
  private final String head;
  private final String publicKey;
  private final String signature;
  private final String topic;

  HeadProfile(String epoch, String head, String publicKey, String signature, String topic) {
    this.epoch = epoch;
    this.head = head;
    this.publicKey = publicKey;
    this.signature = signature;
    this.topic = topic;
  }

  String epoch() {
    return epoch;
  }

  String head() {
    return head;
  }

  String publicKey() {
    return publicKey;
  }

  String signature() {
    return signature;
  }

  String topic() {
    return topic;
  }
}
