package io.heliograph.exchange.intelmq;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.json.CodePoints;
import io.heliograph.exchange.json.PythonRepr;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * IntelMQ's {@code Message.hash}: SHA-256 over each key and the {@code repr} of its value, each
 * followed by 0xC0, in the order of the keys; {@code time.observation} never counts. As Python
 * computes it, floats included.
 */
public final class MessageHash {
  private static final byte SEPARATOR = (byte) 0xc0;

  private MessageHash() {}

  /** Over all fields but these. */
  public static String without(JsonNode message, Set<String> keys) {
    return hash(message, key -> !keys.contains(key));
  }

  /** Over these fields only. */
  public static String of(JsonNode message, Set<String> keys) {
    return hash(message, keys::contains);
  }

  private static String hash(JsonNode message, Predicate<String> counts) {
    Map<String, JsonNode> sorted = new TreeMap<>(CodePoints.ORDER);
    message.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    MessageDigest digest = sha256();
    sorted.forEach(
        (key, value) -> {
          if (!key.equals("time.observation") && counts.test(key)) {
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            digest.update(SEPARATOR);
            digest.update(PythonRepr.repr(value).getBytes(StandardCharsets.UTF_8));
            digest.update(SEPARATOR);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-256", every);
    }
  }
}
