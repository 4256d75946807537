package io.heliograph.coordinator.shard;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Headers of records that tests make. */
public final class TestHeaders {
  private TestHeaders() {}

  public static EventHeaders of(String entityId, String source) {
    return of(Map.of(Headers.MODEL, "binary", Headers.ENTITY_ID, entityId, Headers.SOURCE, source));
  }

  public static EventHeaders of(Map<String, String> values) {
    EventHeaders.Builder builder = new EventHeaders.Builder();
    values.forEach((name, value) -> builder.accept(name, value.getBytes(StandardCharsets.UTF_8)));
    return builder.build().orElseThrow();
  }
}
