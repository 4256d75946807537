package io.heliograph.ipni;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The contract's vectors; its member {@code schema} says what each section holds. */
public final class Vectors {
  private static final JsonNode ALL = read();

  private Vectors() {}

  /** One section of the file. */
  public static JsonNode section(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /** The items of a section that is a list. */
  public static Stream<JsonNode> items(String name) {
    return StreamSupport.stream(section(name).spliterator(), false);
  }

  /** The item of that name. */
  public static JsonNode item(String section, String name) {
    return items(section)
        .filter(one -> one.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(section + " has no " + name));
  }

  /** A member in hexadecimal. */
  public static byte[] hex(JsonNode item, String member) {
    return HexFormat.of().parseHex(text(item, member));
  }

  /** A member that is text. */
  public static String text(JsonNode item, String member) {
    return Objects.requireNonNull(item.get(member), member).asText();
  }

  /** A member that is text, as UTF-8. */
  public static byte[] utf8(JsonNode item, String member) {
    return text(item, member).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode read() {
    try (InputStream in = Vectors.class.getResourceAsStream("ipni-vectors.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
