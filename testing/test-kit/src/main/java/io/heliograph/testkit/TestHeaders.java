package io.heliograph.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers of Kafka records as text. */
public final class TestHeaders {
  private TestHeaders() {}

  /** Headers of these names and values by turns. */
  public static Headers of(String... namesAndValues) {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  /** The value that counts, which is the last one; empty without such a header. */
  public static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** All of them, each with the value that counts. */
  public static Map<String, String> all(Headers headers) {
    Map<String, String> all = new HashMap<>();
    headers.forEach(header -> all.put(header.key(), new String(header.value(), UTF_8)));
    return all;
  }
}
