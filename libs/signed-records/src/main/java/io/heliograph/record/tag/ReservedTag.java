package io.heliograph.record.tag;

import io.heliograph.record.Bytes;
import io.heliograph.record.Sha512;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.json.Json;
import io.heliograph.record.json.JsonException;
import io.heliograph.record.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The tags that have a meaning for the federation. The identifier of such a record holds its first
 * owner's key, so nobody can take the name of another's record. A transfer keeps it: the first key
 * says where a record is from, not who may change it now.
 */
public enum ReservedTag {
  /** A member of the federation; the label is its short name. */
  PEER(20001, "peer"),
  /** The members that a federation consists of. */
  ROOT(20002, "root"),
  /** A source of events; the label is the source's. */
  SOURCE(20003, "source"),
  /** The newest snapshot of a member's chain. */
  HEAD(20004, "head"),
  /** What was withdrawn; the label may name a shard. */
  WITHDRAW(20005, "withdraw"),
  /** A plugin; the label is its name. */
  PLUGIN(20006, "plugin"),
  /** Whom a community trusts. */
  TRUST(20007, "trust"),
  /** A value over the size cap, in chunks. */
  LIST(20008, "list");

  private static final int DEPTH_MAX = 16;
  private static final byte[] BETWEEN = {0};

  private final long tagType;
  private final String kind;

  ReservedTag(long tagType, String kind) {
    this.tagType = tagType;
    this.kind = kind;
  }

  /** The tag. */
  public long tagType() {
    return tagType;
  }

  /** The word that its identifiers begin with. */
  public String kind() {
    return kind;
  }

  /** The one with this tag, if any. */
  public static Optional<ReservedTag> of(long tagType) {
    for (ReservedTag tag : values()) {
      if (tag.tagType == tagType) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }

  /**
   * SHA-512 of kind, 0, first owner key, 0, label in UTF-8.
   *
   * @param firstOwner the key, 32 bytes
   * @param label what tells it from the owner's others; a shard's number is part of it: {@code
   *     label/7}
   */
  public Bytes identifier(Bytes firstOwner, String label) {
    if (firstOwner.length() != SignedRecord.KEY_LENGTH) {
      throw new IllegalArgumentException("firstOwner: 32 bytes wanted: " + firstOwner);
    }
    return Sha512.of(
        kind.getBytes(StandardCharsets.UTF_8),
        BETWEEN,
        firstOwner.toArray(),
        BETWEEN,
        label.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The label that a record's data say, in a member of that name; empty when they say none or are
   * no JSON object.
   */
  public static Optional<String> labelIn(Bytes data) {
    try {
      return JsonReader.read(data.toArray(), DEPTH_MAX) instanceof Json.Members(var members)
              && members.get("label") instanceof Json.Text(String label)
          ? Optional.of(label)
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /** The label of a shard. */
  public static String shard(String label, int number) {
    return label + "/" + number;
  }

  /**
   * Whether a new record has the identifier that its first owner and this label give. Later
   * versions keep the identifier and may have other owners, so only version 0 can be asked.
   */
  public boolean isIdentified(SignedRecord created, String label) {
    return created.tagType() == tagType
        && created.version() == 0
        && !created.ownerKeys().isEmpty()
        && created.identifier().equals(identifier(created.ownerKeys().getFirst(), label));
  }
}
