package io.heliograph.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;

/** The beginning of a value, as errors show it: at most 60 characters, controls escaped. */
public final class Excerpts {
  private static final int LENGTH_MAX = 60;

  private Excerpts() {}

  /** The beginning of a text. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), LENGTH_MAX);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end -= 1;
    }
    for (int i = 0; i < end; i++) {
      char character = text.charAt(i);
      if (Character.isISOControl(character)) {
        shown.append(String.format("\\u%04x", (int) character));
      } else {
        shown.append(character);
      }
    }
    return end < text.length() ? shown.append("...").toString() : shown.toString();
  }

  /** The beginning of a value; containers by their kind and size only. */
  public static String of(JsonNode value) {
    if (value.isContainerNode()) {
      return (value.isObject() ? "object of " : "array of ") + value.size();
    }
    return of(value.asText());
  }
}
