package io.heliograph.dashboard.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.error.ErrorCode;
import io.heliograph.dashboard.error.ProblemException;
import io.heliograph.dashboard.message.Days;
import java.math.BigDecimal;

/**
 * One message to be replayed.
 *
 * @param epochMillis the wall clock under which it counts
 * @param feed the instance it is said to come from
 * @param frame the message as the instance sends it
 */
record ReplayLine(long epochMillis, String feed, byte[] frame) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAME_MAX = 200;
  private static final int MILLIS = 1000;

  /**
   * Reads {@code {"at", "zmq", "topic", "message"}}, or {@code raw} in place of {@code message} for
   * a body that is no JSON.
   *
   * @throws ProblemException naming line, member and rule
   */
  static ReplayLine parse(String line, int number) {
    JsonNode parsed;
    try {
      parsed = JSON.readTree(line);
    } catch (JsonProcessingException malformed) {
      throw bad(number, "is not JSON");
    }
    if (parsed == null || !parsed.isObject()) {
      throw bad(number, "is not an object");
    }
    String topic = text(parsed, "topic", number);
    String feed = parsed.has("zmq") ? text(parsed, "zmq", number) : "replay";
    String body = body(parsed, number);
    String frame = body.isEmpty() ? topic : topic + " " + body;
    return new ReplayLine(epochMillis(parsed, number), feed, frame.getBytes(UTF_8));
  }

  private static long epochMillis(JsonNode parsed, int number) {
    JsonNode at = parsed.path("at");
    if (!at.isNumber() || !Days.isNameable(at.longValue())) {
      throw bad(number, "at is not a time in seconds");
    }
    long millis = at.decimalValue().multiply(BigDecimal.valueOf(MILLIS)).longValue();
    if (millis < 0) {
      throw bad(number, "at is before 1970");
    }
    return millis;
  }

  private static String text(JsonNode parsed, String member, int number) {
    JsonNode value = parsed.path(member);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw bad(number, member + " is not text");
    }
    if (value.textValue().length() > NAME_MAX) {
      throw bad(number, member + " has over " + NAME_MAX + " characters");
    }
    return value.textValue();
  }

  private static String body(JsonNode parsed, int number) {
    if (parsed.has("message")) {
      return parsed.get("message").toString();
    }
    JsonNode raw = parsed.path("raw");
    if (!raw.isTextual()) {
      throw bad(number, "has neither message nor raw");
    }
    return raw.textValue();
  }

  private static ProblemException bad(int number, String rule) {
    return new ProblemException(ErrorCode.INVALID_REQUEST, "line " + number + ": " + rule);
  }
}
