package io.heliograph.record.tag;

import io.heliograph.record.Bytes;
import io.heliograph.record.json.Json;
import io.heliograph.record.json.JsonException;
import io.heliograph.record.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of a record 20005: which events its owners take back, and why. An entry names an event
 * by its key, or by a salted hash of it, so that a list can be shared with those who must not learn
 * the keys. Members that are not known are passed over.
 *
 * @param entries what is withdrawn
 * @param salt what the hashes are salted with; at least 16 bytes if there is any hash
 */
public record Withdrawals(List<Entry> entries, Bytes salt) {
  /** The shortest salt, in bytes. */
  public static final int SALT_MIN = 16;

  private static final int DEPTH_MAX = 16;
  private static final int HASH_LENGTH = 32;

  /** Checks and copies. */
  public Withdrawals {
    entries = List.copyOf(entries);
    if (salt.length() < SALT_MIN && entries.stream().anyMatch(one -> one.key() == null)) {
      throw new IllegalArgumentException(
          "salt: at least " + SALT_MIN + " bytes wanted, " + salt.length() + " given");
    }
  }

  /**
   * One event.
   *
   * @param key its key; null when it is named by its hash
   * @param hash SHA-256 of salt and key (UTF-8); null when it is named by its key
   * @param source the source that it is withdrawn from
   * @param reason why, for people
   * @param by who did it
   * @param at when
   * @param until when it counts no more; null for ever
   */
  public record Entry(
      @Nullable String key,
      @Nullable Bytes hash,
      String source,
      String reason,
      String by,
      Instant at,
      @Nullable Instant until) {
    /** Checks it. */
    public Entry {
      if ((key == null) == (hash == null)) {
        throw new IllegalArgumentException("entries: either key or sha256 is wanted");
      }
      if (hash != null && hash.length() != HASH_LENGTH) {
        throw new IllegalArgumentException("sha256: 64 hexadecimal digits wanted: " + hash);
      }
    }

    /** Whether it counts at that time. */
    public boolean countsAt(Instant now) {
      return until == null || now.isBefore(until);
    }
  }

  /** The hash by which an event can be named. */
  public static Bytes hashOf(Bytes salt, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.toArray());
      return Bytes.of(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** The first entry that withdraws this event of this source at that time. */
  public Optional<Entry> find(String source, String key, Instant now) {
    Bytes hash = hashOf(salt, key);
    return entries.stream()
        .filter(one -> one.source().equals(source) && one.countsAt(now))
        .filter(one -> key.equals(one.key()) || hash.equals(one.hash()))
        .findFirst();
  }

  /** The data of a record: canonical JSON. */
  public Bytes toData() {
    Json json =
        new Json.Members(
            Map.of(
                "entries",
                new Json.Array(entries.stream().map(Withdrawals::json).toList()),
                "salt",
                new Json.Text(salt.hex())));
    return Bytes.of(json.canonical().getBytes(StandardCharsets.UTF_8));
  }

  private static Json json(Entry entry) {
    Map<String, Json> members = new LinkedHashMap<>();
    if (entry.key() != null) {
      members.put("key", new Json.Text(entry.key()));
    }
    if (entry.hash() != null) {
      members.put("sha256", new Json.Text(entry.hash().hex()));
    }
    members.put("source", new Json.Text(entry.source()));
    members.put("reason", new Json.Text(entry.reason()));
    members.put("by", new Json.Text(entry.by()));
    members.put("at", new Json.Text(entry.at().toString()));
    if (entry.until() != null) {
      members.put("until", new Json.Text(entry.until().toString()));
    }
    return new Json.Members(members);
  }

  /**
   * Reads a record's data.
   *
   * @throws IllegalArgumentException when it has another shape; the message names the member
   */
  public static Withdrawals read(Bytes data) {
    Json json;
    try {
      json = JsonReader.read(data.toArray(), DEPTH_MAX);
    } catch (JsonException e) {
      throw new IllegalArgumentException("data: " + e.getMessage(), e);
    }
    Map<String, Json> members = members("data", json);
    if (!(members.get("entries") instanceof Json.Array(List<Json> elements))) {
      throw new IllegalArgumentException("entries: no list");
    }
    List<Entry> entries = new ArrayList<>();
    for (Json element : elements) {
      entries.add(entry(members("entries", element)));
    }
    String salt = optional(members, "salt");
    return new Withdrawals(entries, salt == null ? Bytes.EMPTY : hex("salt", salt));
  }

  private static Entry entry(Map<String, Json> members) {
    String hash = optional(members, "sha256");
    String until = optional(members, "until");
    return new Entry(
        optional(members, "key"),
        hash == null ? null : hex("sha256", hash),
        required(members, "source"),
        required(members, "reason"),
        required(members, "by"),
        time("at", required(members, "at")),
        until == null ? null : time("until", until));
  }

  private static Map<String, Json> members(String name, Json json) {
    if (json instanceof Json.Members(Map<String, Json> values)) {
      return values;
    }
    throw new IllegalArgumentException(name + ": no JSON object");
  }

  private static String required(Map<String, Json> members, String name) {
    String value = optional(members, name);
    if (value == null) {
      throw new IllegalArgumentException(name + ": is missing");
    }
    return value;
  }

  private static @Nullable String optional(Map<String, Json> members, String name) {
    return switch (members.get(name)) {
      case null -> null;
      case Json.Null _ -> null;
      case Json.Text(String value) -> value;
      default -> throw new IllegalArgumentException(name + ": no text");
    };
  }

  private static Bytes hex(String name, String text) {
    try {
      return Bytes.ofHex(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + ": no time as 2026-11-30T20:00:00Z", e);
    }
  }
}
