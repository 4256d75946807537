package io.heliograph.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The vectors: feeds line by line, and what is expected of them. */
public final class Feed {
  /** Parses vectors. */
  public static final ObjectMapper JSON = new ObjectMapper();

  private Feed() {}

  /**
   * One message.
   *
   * @param at its wall clock in seconds
   */
  public record Line(long at, String feed, String topic, byte[] frame) {}

  /** The messages of a file in {@code misp}. */
  public static List<Line> read(String name) {
    return new String(bytes(name), UTF_8).lines().map(Feed::parse).toList();
  }

  /** A file in {@code misp} as it is. */
  public static String text(String name) {
    return new String(bytes(name), UTF_8);
  }

  private static Line parse(String line) {
    try {
      JsonNode parsed = JSON.readTree(line);
      String body =
          parsed.has("raw") ? parsed.get("raw").textValue() : parsed.get("message").toString();
      String topic = parsed.get("topic").textValue();
      byte[] frame = (body.isEmpty() ? topic : topic + " " + body).getBytes(UTF_8);
      return new Line(parsed.path("at").asLong(), parsed.path("zmq").asText("misp1"), topic, frame);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** A JSON file in {@code misp}. */
  public static JsonNode json(String name) {
    try {
      return JSON.readTree(bytes(name));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream file = Feed.class.getResourceAsStream("/misp/" + name)) {
      return file.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
