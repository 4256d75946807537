package io.heliograph.record;

import io.heliograph.record.json.Json;
import io.heliograph.record.json.JsonException;
import io.heliograph.record.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The JSON form: exactly seven members. Members in any order are read, one order is written. */
final class RecordJson {
  private static final String DATA = "data";
  private static final String IDENTIFIER = "identifier";
  private static final String OWNERS = "owner_keys";
  private static final String PREVIOUS = "previous_owner_keys";
  private static final String SIGNATURE = "signature";
  private static final String TAG = "tag_type";
  private static final String VERSION = "version";
  private static final Set<String> MEMBERS =
      Set.of(DATA, IDENTIFIER, OWNERS, PREVIOUS, SIGNATURE, TAG, VERSION);

  /** The record and its lists. */
  private static final int DEPTH_MAX = 2;

  private RecordJson() {}

  static byte[] write(SignedRecord record) {
    Map<String, Json> members =
        Map.of(
            DATA,
            new Json.Text(Base64.getEncoder().encodeToString(record.data().octets())),
            IDENTIFIER,
            new Json.Text(record.identifier().hex()),
            OWNERS,
            list(record.ownerKeys()),
            PREVIOUS,
            list(record.previousOwnerKeys()),
            SIGNATURE,
            list(record.signatures()),
            TAG,
            new Json.Text(Unsigned.text(record.tagType())),
            VERSION,
            new Json.Text(Unsigned.text(record.version())));
    return new Json.Members(members).canonical().getBytes(StandardCharsets.UTF_8);
  }

  private static Json list(List<Bytes> list) {
    return new Json.Array(list.stream().<Json>map(one -> new Json.Text(one.hex())).toList());
  }

  /**
   * Reads one record and nothing behind it.
   *
   * @throws RecordException when it is none
   */
  static SignedRecord parse(byte[] form) {
    Json json;
    try {
      json = JsonReader.read(form, DEPTH_MAX);
    } catch (JsonException e) {
      throw RecordException.malformed("record: " + e.getMessage());
    }
    return of(json);
  }

  /**
   * The record that a JSON value says.
   *
   * @throws RecordException when it says none
   */
  static SignedRecord of(Json json) {
    if (!(json instanceof Json.Members(Map<String, Json> members))) {
      throw RecordException.malformed("record: no JSON object");
    }
    requireMembers(members.keySet());
    return new SignedRecord(
        number(members, TAG),
        hex(IDENTIFIER, text(members, IDENTIFIER), SignedRecord.IDENTIFIER_LENGTH),
        data(text(members, DATA)),
        list(members, OWNERS, SignedRecord.KEY_LENGTH),
        number(members, VERSION),
        list(members, PREVIOUS, SignedRecord.KEY_LENGTH),
        list(members, SIGNATURE, SignedRecord.SIGNATURE_LENGTH));
  }

  private static void requireMembers(Set<String> present) {
    if (!present.equals(MEMBERS)) {
      Set<String> missing = new TreeSet<>(MEMBERS);
      missing.removeAll(present);
      Set<String> unknown = new TreeSet<>(present);
      unknown.removeAll(MEMBERS);
      throw RecordException.malformed(
          missing.isEmpty()
              ? "record: unknown member " + Bytes.shown(unknown.iterator().next())
              : "record: " + missing.iterator().next() + " is missing");
    }
  }

  private static Json member(Map<String, Json> members, String name) {
    Json value = members.get(name);
    if (value == null) {
      throw RecordException.malformed("record: " + name + " is missing");
    }
    return value;
  }

  private static String text(Map<String, Json> members, String name) {
    return text(name, member(members, name));
  }

  private static String text(String name, Json value) {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw RecordException.malformed(name + ": no text");
  }

  private static long number(Map<String, Json> members, String name) {
    try {
      return Unsigned.parse(text(members, name));
    } catch (RecordException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw RecordException.malformed(name + ": " + e.getMessage());
    }
  }

  private static Bytes data(String text) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw RecordException.malformed("data: no base64: " + Bytes.shown(text));
    }
    // The decoder takes missing padding and stray bits at the end; one value has one text here.
    if (!Base64.getEncoder().encodeToString(decoded).equals(text)) {
      throw RecordException.malformed(
          "data: base64 without its padding or with stray bits: " + Bytes.shown(text));
    }
    return Bytes.of(decoded);
  }

  private static Bytes hex(String name, String text, int length) {
    if (text.length() != 2 * length) {
      throw RecordException.malformed(
          name + ": " + 2 * length + " hexadecimal digits wanted: " + Bytes.shown(text));
    }
    try {
      return Bytes.ofHex(text);
    } catch (IllegalArgumentException e) {
      throw RecordException.malformed(name + ": " + e.getMessage());
    }
  }

  private static List<Bytes> list(Map<String, Json> members, String name, int length) {
    if (!(member(members, name) instanceof Json.Array(List<Json> elements))) {
      throw RecordException.malformed(name + ": no list");
    }
    List<Bytes> list = new ArrayList<>(elements.size());
    for (Json element : elements) {
      list.add(hex(name, text(name, element), length));
    }
    return list;
  }
}
