package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a record 20008: of which immutable values (tag 0) a large value consists.
 *
 * @param chunks its chunks, in order
 * @param recipients who can read it when it is encrypted; none when it is not
 */
public record DataMap(List<Chunk> chunks, List<WrappedKey> recipients) {
  /** The most recipients. */
  public static final int RECIPIENTS_MAX = 64;

  /** The largest data map: with one owner and one signature it is a record of the largest size. */
  public static final int BYTES_MAX = SignedRecord.BYTES_MAX - 190;

  /** Checks and copies. */
  public DataMap {
    chunks = List.copyOf(chunks);
    recipients = List.copyOf(recipients);
    boolean encrypted = !recipients.isEmpty();
    if (chunks.stream().anyMatch(chunk -> (chunk.derivation() != null) != encrypted)) {
      throw new IllegalArgumentException(
          "chunks: each has a derivation when there are recipients, none has one otherwise");
    }
    if (recipients.size() > RECIPIENTS_MAX) {
      throw new IllegalArgumentException(
          "recipients: at most " + RECIPIENTS_MAX + " are allowed: " + recipients.size());
    }
  }

  /** The most chunks: 160 bytes of JSON each; about 160 MB. */
  public static final int CHUNKS_MAX = (BYTES_MAX - 64) / 160;

  /** The most chunks that are encrypted: 240 bytes each, beside 64 recipients; about 90 MB. */
  public static final int ENCRYPTED_CHUNKS_MAX = (BYTES_MAX - 64 - RECIPIENTS_MAX * 300) / 240;

  /**
   * One chunk.
   *
   * @param name the immutable value's name, 64 bytes
   * @param size how many bytes of the large value it holds
   * @param derivation when it is encrypted, the 32 bytes that its key is derived from together with
   *     the content key; else null
   */
  public record Chunk(Bytes name, int size, @Nullable Bytes derivation) {
    /** The length of a derivation. */
    public static final int DERIVATION_LENGTH = 32;

    /** Checks it. */
    public Chunk {
      if (name.length() != SignedRecord.IDENTIFIER_LENGTH) {
        throw new IllegalArgumentException("name: 64 bytes wanted: " + name);
      }
      if (size < 1 || size > Chunker.MAX) {
        throw new IllegalArgumentException("size: 1 to " + Chunker.MAX + " wanted: " + size);
      }
      if (derivation != null && derivation.length() != DERIVATION_LENGTH) {
        throw new IllegalArgumentException("derivation: 32 bytes wanted: " + derivation);
      }
    }
  }

  /**
   * The content key as one recipient can open it (RFC 9180, base mode).
   *
   * @param recipient the recipient's X25519 public key, 32 bytes
   * @param encapsulated the encapsulated key, 32 bytes
   * @param wrapped the encrypted content key, 48 bytes
   */
  public record WrappedKey(Bytes recipient, Bytes encapsulated, Bytes wrapped) {
    /** Checks it. */
    public WrappedKey {
      if (recipient.length() != 32 || encapsulated.length() != 32 || wrapped.length() != 48) {
        throw new IllegalArgumentException("recipients: 32, 32 and 48 bytes wanted: " + recipient);
      }
    }
  }

  /** How long the large value is. */
  public long size() {
    return chunks.stream().mapToLong(Chunk::size).sum();
  }

  /** Whether its chunks are encrypted. */
  public boolean isEncrypted() {
    return !recipients.isEmpty();
  }

  /**
   * The data of a record: canonical JSON.
   *
   * @throws IllegalArgumentException when it is over {@link #BYTES_MAX}
   */
  public Bytes toData() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("chunks", new Json.Array(chunks.stream().map(DataMap::json).toList()));
    members.put("size", Json.number(size()));
    if (isEncrypted()) {
      members.put("recipients", new Json.Array(recipients.stream().map(DataMap::json).toList()));
    }
    byte[] data = new Json.Members(members).canonical().getBytes(StandardCharsets.UTF_8);
    if (data.length > BYTES_MAX) {
      throw new IllegalArgumentException(
          "chunks: " + chunks.size() + " do not fit into one record; split the value in several");
    }
    return Bytes.of(data);
  }

  private static Json json(Chunk chunk) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("name", new Json.Text(chunk.name().hex()));
    members.put("size", Json.number(chunk.size()));
    if (chunk.derivation() != null) {
      members.put("derivation", new Json.Text(chunk.derivation().hex()));
    }
    return new Json.Members(members);
  }

  private static Json json(WrappedKey key) {
    return new Json.Members(
        Map.of(
            "recipient",
            new Json.Text(key.recipient().hex()),
            "encapsulated",
            new Json.Text(key.encapsulated().hex()),
            "wrapped",
            new Json.Text(key.wrapped().hex())));
  }

  /**
   * Reads a record's data.
   *
   * @throws IllegalArgumentException when it has another shape; the message names the member
   */
  public static DataMap read(Bytes data) {
    return DataMapReader.read(data);
  }
}
