package io.heliograph.dashboard.message;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Splits a frame at its first space into topic and body, and reads the body. Thread-safe. */
final class MessageReader {
  private static final ObjectReader JSON =
      JsonMapper.builder(BoundedJson.FACTORY)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private MessageReader() {}

  /** Where the topic ends; -1 when there is no body. */
  static int topicEnd(byte[] frame) {
    for (int at = 0; at < frame.length; at++) {
      if (frame[at] == ' ') {
        return at;
      }
    }
    return -1;
  }

  /** The body of a frame whose topic ends there. */
  static JsonNode body(byte[] frame, int topicEnd) throws UnusableException {
    int from = topicEnd + 1;
    if (from >= frame.length) {
      throw UnusableException.poison(Rejection.NO_BODY, "the message has no body");
    }
    JsonNode body;
    try {
      body = JSON.readValue(frame, from, frame.length - from);
    } catch (IOException malformed) {
      throw UnusableException.poison(Rejection.NOT_JSON, "the body is not JSON");
    }
    if (body == null || !body.isObject()) {
      throw UnusableException.poison(Rejection.NOT_AN_OBJECT, "the body is not an object");
    }
    return body;
  }
}
