package io.heliograph.gjson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A recorded answer of the original: a document, a path, and what it found. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Vector(
    String id, byte[] json, byte[] path, boolean exists, Type type, byte[] raw, byte[] string) {
  /** The vectors have paths longer and deeper than the hub would accept. */
  static final Limits LIMITS = new Limits(1 << 20, 512, 4096, 64L << 20, 64, 1L << 30, 64);

  static List<Vector> all() {
    List<Vector> vectors = new ArrayList<>();
    try (InputStream in = open("cases.jsonl");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        vectors.add(read(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vectors;
  }

  static byte[] document(String name) {
    try (InputStream in = open("documents/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(Vector.class.getResourceAsStream(name), name);
  }

  private static Vector read(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, parser.getText());
      }
    }
    String document = fields.get("doc");
    byte[] json = document == null ? bytes(fields, "json") : document(document);
    return new Vector(
        Objects.requireNonNull(fields.get("id")),
        json,
        bytes(fields, "path"),
        Boolean.parseBoolean(fields.get("exists")),
        Type.valueOf(Objects.requireNonNull(fields.get("type")).toUpperCase(Locale.ROOT)),
        bytes(fields, "raw"),
        bytes(fields, "string"));
  }

  private static byte[] bytes(Map<String, String> fields, String name) {
    String encoded = fields.get(name + "_b64");
    return encoded == null
        ? Objects.requireNonNull(fields.get(name)).getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(encoded);
  }

  @Override
  public String toString() {
    return id + " " + new String(path, StandardCharsets.UTF_8);
  }
}
