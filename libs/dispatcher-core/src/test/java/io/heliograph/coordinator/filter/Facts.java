package io.heliograph.coordinator.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import java.nio.charset.StandardCharsets;

/** Makes the headers of events for tests. */
public final class Facts {
  private final EventHeaders.Builder builder = new EventHeaders.Builder();

  private Facts(Model model) {
    with(Headers.MODEL, model.wire());
  }

  /** A binary of the source {@code testing} that was {@code sourced} by {@code tester}. */
  public static Facts binary() {
    return of(Model.BINARY)
        .with(Headers.SOURCE, "testing")
        .with(Headers.ACTION, "sourced")
        .with(Headers.AUTHOR, "tester")
        .with(Headers.DEPTH, "1");
  }

  public static Facts of(Model model) {
    return new Facts(model);
  }

  public Facts with(String name, String value) {
    builder.accept(name, value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Streams as the header writes them, and the size of the one labelled content. */
  public Facts streams(String streams, long contentSize) {
    return with(Headers.STREAMS, streams).with(Headers.CONTENT_SIZE, Long.toString(contentSize));
  }

  public EventHeaders headers() {
    return builder.build().orElseThrow();
  }
}
