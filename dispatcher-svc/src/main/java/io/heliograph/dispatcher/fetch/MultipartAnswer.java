package io.heliograph.dispatcher.fetch;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.json.JsonBytes;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The body of a fetch answer: {@code multipart/form-data} with the parts {@code info} and {@code
 * events}, in that order (contract dispatcher.md part 2 section 1.2). Clients read {@code info}
 * strictly: no member may be added.
 */
final class MultipartAnswer {
  private static final byte[] EVENTS_OPEN = bytes("{\"events\":[");
  private static final byte[] EVENTS_CLOSE = bytes("]}");

  private final String boundary;

  MultipartAnswer(String boundary) {
    this.boundary = boundary;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The body with events as JSON, each copied once. */
  Buffer json(byte[] info, List<byte[]> events) {
    byte[] head = head(info);
    byte[] tail = bytes("\r\n--" + boundary + "--\r\n");
    long size = (long) head.length + tail.length + EVENTS_OPEN.length + EVENTS_CLOSE.length;
    for (byte[] event : events) {
      size += event.length + 1;
    }
    Buffer body = Buffer.buffer(Math.toIntExact(size));
    body.appendBytes(head).appendBytes(EVENTS_OPEN);
    boolean first = true;
    for (byte[] event : events) {
      if (!first) {
        body.appendByte((byte) ',');
      }
      first = false;
      body.appendBytes(event);
    }
    return body.appendBytes(EVENTS_CLOSE).appendBytes(tail);
  }

  /** The body with events in the Avro bulk form. */
  Buffer avro(byte[] info, byte[] bulk) {
    return Buffer.buffer(bulk.length + 1024)
        .appendBytes(head(info))
        .appendBytes(bulk)
        .appendString("\r\n--" + boundary + "--\r\n");
  }

  private byte[] head(byte[] info) {
    return bytes(
        partHead("--", "info", "info.json")
            + new String(info, StandardCharsets.UTF_8)
            + partHead("\r\n--", "events", "events.json"));
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

  /** The part {@code info}. */
  static byte[] info(
      Map<String, Integer> filtered, int fetched, boolean paused, Set<Queue> notReady) {
    int rejected = filtered.values().stream().mapToInt(Integer::intValue).sum();
    JsonBytes json = new JsonBytes(256);
    json.raw("{\"filtered\":").number(rejected).raw(",\"fetched\":").number(fetched);
    json.raw(",\"ready\":").raw(notReady.isEmpty() && !paused ? "true" : "false");
    json.raw(",\"paused\":").raw(paused ? "true" : "false");
    if (!notReady.isEmpty()) {
      String names = String.join(",", notReady.stream().map(Queue::wire).toList());
      json.raw(",\"consumers_not_ready\":").string(names);
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
