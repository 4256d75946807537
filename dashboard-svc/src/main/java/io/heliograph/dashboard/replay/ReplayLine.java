package io.heliograph.dashboard.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.message.Days;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.Found;
import io.heliograph.kit.error.ProblemException;
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
   * @param latestMillis the latest time that Kafka takes
   * @throws ProblemException naming line, member and rule
   */
  static ReplayLine parse(String line, int number, long latestMillis) {
    JsonNode parsed;
    try {
      parsed = JSON.readTree(line);
    } catch (JsonProcessingException malformed) {
      throw bad(number, "is not JSON", line);
    }
    if (parsed == null || !parsed.isObject()) {
      throw bad(number, "is not an object", line);
    }
    String topic = text(parsed, "topic", number);
    String feed = parsed.has("zmq") ? text(parsed, "zmq", number) : "replay";
    String body = body(parsed, number);
    String frame = body.isEmpty() ? topic : topic + " " + body;
    byte[] bytes = frame.getBytes(UTF_8);
    if (bytes.length > DashboardClients.MESSAGE_BYTES_MAX) {
      String rule = "has a message of over " + DashboardClients.MESSAGE_BYTES_MAX + " bytes";
      throw bad(number, rule, frame);
    }
    return new ReplayLine(epochMillis(parsed, number, latestMillis), feed, bytes);
  }

  private static long epochMillis(JsonNode parsed, int number, long latestMillis) {
    JsonNode at = parsed.path("at");
    if (!at.isNumber()) {
      throw bad(number, "at is not a time in seconds", at.toString());
    }
    if (at.doubleValue() < 0 || !Days.isNameable(at.longValue())) {
      throw bad(number, "at is not a time in seconds of the years 1970 to 2100", at.toString());
    }
    long millis = at.decimalValue().multiply(BigDecimal.valueOf(MILLIS)).longValue();
    if (millis > latestMillis) {
      throw bad(number, "at is over an hour ahead, which Kafka refuses", at.toString());
    }
    return millis;
  }

  private static String text(JsonNode parsed, String member, int number) {
    JsonNode value = parsed.path(member);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw bad(number, member + " is not text", value.toString());
    }
    if (value.textValue().length() > NAME_MAX) {
      throw bad(number, member + " has over " + NAME_MAX + " characters", value.textValue());
    }
    return value.textValue();
  }

  private static String body(JsonNode parsed, int number) {
    if (parsed.has("message")) {
      return parsed.get("message").toString();
    }
    JsonNode raw = parsed.path("raw");
    if (!raw.isTextual()) {
      throw bad(number, "has neither message nor raw", parsed.toString());
    }
    return raw.textValue();
  }

  private static ProblemException bad(int number, String rule, String value) {
    return new ProblemException(
        CommonError.INVALID_REQUEST, "line " + number + ": " + rule + Found.of(value));
  }
}
