package io.heliograph.bench.gjson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The two events that filters are measured on. */
public enum Event {
  SMALL("event-2k.json"),
  LARGE("event-50k.json");

  final String file;

  Event(String file) {
    this.file = file;
  }

  byte[] json() {
    String name = "/io/heliograph/gjson/documents/" + file;
    try (InputStream in = Objects.requireNonNull(Event.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
