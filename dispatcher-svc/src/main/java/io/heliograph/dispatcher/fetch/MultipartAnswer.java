package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.AnswerEvents;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.event.avro.AvroBulk;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The body of a fetch answer: {@code multipart/form-data} with the parts {@code info} and {@code
 * events}, in that order (contract dispatcher.md part 2 section 1.2). Clients read {@code info}
 * strictly: no member may be added.
 */
final class MultipartAnswer {
  private static final String EVENTS_OPEN = "{\"events\":[";
  private static final String EVENTS_CLOSE = "]}";

  private final String boundary;

  /** An answer with a boundary that no client can foresee, so that no event can contain it. */
  MultipartAnswer() {
    this(UUID.randomUUID().toString());
  }

  MultipartAnswer(String boundary) {
    this.boundary = boundary;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The body with events as JSON. */
  JsonPieces json(byte[] info, AnswerEvents events) {
    return new JsonPieces(bytes(head(info) + EVENTS_OPEN), events, bytes(EVENTS_CLOSE + tail()));
  }

  /** The body with events in the Avro bulk form. */
  AvroPieces avro(byte[] info, AvroBulk bulk) {
    return new AvroPieces(bytes(head(info)), bulk, bytes(tail()));
  }

  private String head(byte[] info) {
    return partHead("--", "info", "info.json")
        + new String(info, StandardCharsets.UTF_8)
        + partHead("\r\n--", "events", "events.json");
  }

  private String tail() {
    return "\r\n--" + boundary + "--\r\n";
  }

  private String partHead(String opening, String name, String file) {
    return opening
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"; filename=\""
        + file
        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
  }

  /**
   * The part {@code info}.
   *
   * @param notReady wanted queues without a partition; the error queue, which clients do not know,
   *     is passed over
   */
  static byte[] info(Map<String, Integer> filtered, int fetched, Set<Queue> notReady) {
    int rejected = 0;
    for (int count : filtered.values()) {
      rejected += count;
    }
    String missing = names(notReady);
    JsonBytes json = new JsonBytes(256);
    json.raw("{\"filtered\":").number(rejected).raw(",\"fetched\":").number(fetched);
    json.raw(",\"ready\":").raw(missing.isEmpty() ? "true" : "false").raw(",\"paused\":false");
    if (!missing.isEmpty()) {
      json.raw(",\"consumers_not_ready\":").string(missing);
    }
    if (!filtered.isEmpty()) {
      json.raw(",\"filters\":");
      char separator = '{';
      for (Map.Entry<String, Integer> reason : new TreeMap<>(filtered).entrySet()) {
        json.raw(separator).string(reason.getKey()).raw(':').number(reason.getValue());
        separator = ',';
      }
      json.raw('}');
    }
    return json.raw('}').toByteArray();
  }

  /** The part {@code info} while plugins are paused (contract part 2 section 1.2). */
  static byte[] pausedInfo() {
    return bytes("{\"filtered\":0,\"fetched\":0,\"ready\":false,\"paused\":true}");
  }

  private static String names(Set<Queue> notReady) {
    StringBuilder names = new StringBuilder();
    for (Queue queue : Queue.values()) {
      if (queue != Queue.ERROR && notReady.contains(queue)) {
        names.append(names.isEmpty() ? "" : ",").append(queue.wire());
      }
    }
    return names.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
