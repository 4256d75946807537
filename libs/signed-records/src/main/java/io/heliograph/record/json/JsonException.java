package io.heliograph.record.json;

/** A text that is no JSON, or deeper than allowed; the message says what and where. */
public final class JsonException extends IllegalArgumentException {
  JsonException(String message) {
    super(message);
  }
}
