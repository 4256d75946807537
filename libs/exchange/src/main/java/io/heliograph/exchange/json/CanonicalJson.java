package io.heliograph.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * RFC 8785: members sorted by their names' UTF-16 units, numbers as doubles in ECMAScript's text,
 * no white space. The same value always has the same bytes. Values come from {@link BoundedJson} or
 * from code: finite numbers, whole surrogate pairs.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The bytes of a value. */
  public static byte[] bytes(JsonNode value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of the bytes of a value, as 64 hexadecimal digits in lower case. */
  public static String sha256(JsonNode value) {
    return HexFormat.of().formatHex(digest().digest(bytes(value)));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-256", every);
    }
  }

  private static void append(StringBuilder text, JsonNode value) {
    if (value.isObject()) {
      appendObject(text, value);
    } else if (value.isArray()) {
      String separator = "[";
      for (JsonNode item : value) {
        append(text.append(separator), item);
        separator = ",";
      }
      text.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isTextual()) {
      JsonStrings.append(text, value.textValue(), false);
    } else if (value.isNumber()) {
      // Integers too: RFC 8785 knows doubles only.
      text.append(DoubleText.ecma(value.doubleValue()));
    } else {
      text.append(value.isBoolean() ? value.asText() : "null");
    }
  }

  private static void appendObject(StringBuilder text, JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    String separator = "{";
    for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
      JsonStrings.append(text.append(separator), member.getKey(), false);
      append(text.append(':'), member.getValue());
      separator = ",";
    }
    text.append(sorted.isEmpty() ? "{}" : "}");
  }
}
