package io.heliograph.exchange.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Reads JSON within limits, in time linear in its size: one value, no repeated member names, no
 * number beyond a double, no half of a surrogate pair (none of them has RFC 8785 bytes). Immutable.
 */
public final class BoundedJson {
  private static final int NUMBER_LENGTH_MAX = 400;
  private static final int EXCERPT_LENGTH = 60;

  private final JsonLimits limits;
  private final ObjectReader reader;

  /** A reader with these limits. */
  public BoundedJson(JsonLimits limits) {
    this.limits = limits;
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depthMax())
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxStringLength(limits.bytesMax())
                    .maxNameLength(limits.bytesMax())
                    .build())
            .build();
    reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
  }

  /**
   * The value of a UTF-8 text.
   *
   * @throws MalformedJsonException with a sentence that says what is wrong
   */
  public JsonNode read(byte[] text) throws MalformedJsonException {
    if (text.length > limits.bytesMax()) {
      throw new MalformedJsonException(
          "message: has "
              + text.length
              + " bytes; at most "
              + limits.bytesMax()
              + " are taken: "
              + excerpt(text));
    }
    JsonNode value;
    try {
      // Decoded before: from bytes the parser takes no pair of escaped surrogates in a name.
      value = reader.readValue(decoded(text));
    } catch (CharacterCodingException noText) {
      throw new MalformedJsonException("message: is not UTF-8: " + excerpt(text));
    } catch (JsonProcessingException malformed) {
      throw new MalformedJsonException(
          "message: is not one JSON value: " + reason(malformed) + ": " + excerpt(text));
    }
    if (value.isMissingNode()) {
      throw new MalformedJsonException("message: is empty");
    }
    check(value);
    return value;
  }

  /** The value of a text. */
  public JsonNode read(String text) throws MalformedJsonException {
    Surrogates.check(text);
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private void check(JsonNode root) throws MalformedJsonException {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(root);
    int count = 0;
    while (!open.isEmpty()) {
      JsonNode value = open.pop();
      count += 1;
      if (count + open.size() > limits.valuesMax()) {
        throw new MalformedJsonException(
            "message: has more than " + limits.valuesMax() + " values");
      }
      if (value.isTextual()) {
        Surrogates.check(value.textValue());
      } else if (value.isNumber()) {
        checkNumber(value);
      } else if (value.isObject()) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          Surrogates.check(member.getKey());
          open.push(member.getValue());
        }
      } else {
        value.forEach(open::push);
      }
    }
  }

  private static void checkNumber(JsonNode number) throws MalformedJsonException {
    if (!Double.isFinite(number.doubleValue())) {
      throw new MalformedJsonException("message: holds a number that no double can hold");
    }
  }

  private static String decoded(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  /** What the parser says, without the names of its classes. */
  private static String reason(JsonProcessingException malformed) {
    String message = malformed.getOriginalMessage();
    if (message.startsWith("Trailing token")) {
      return "something follows it";
    }
    return message.lines().findFirst().orElse("unreadable").replaceAll(" ?\\([^)]*\\)", "");
  }

  private static String excerpt(byte[] text) {
    int length = Math.min(text.length, EXCERPT_LENGTH);
    return Excerpts.of(new String(text, 0, length, StandardCharsets.UTF_8));
  }
}
