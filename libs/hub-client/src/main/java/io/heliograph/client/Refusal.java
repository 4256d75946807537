package io.heliograph.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An answer other than success.
 *
 * @param uri that was asked
 * @param status of the answer
 * @param title of the problem; empty when the body has none
 * @param detail of the problem; the beginning of a body that has none
 * @param retryAfter how long the hub wants to be left alone, if it says so
 */
public record Refusal(
    URI uri, int status, String title, String detail, Optional<Duration> retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DETAIL_CHARS_MAX = 2_000;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  static Refusal of(URI uri, int status, HttpHeaders headers, byte[] body) {
    String text = new String(body, UTF_8);
    String title = "";
    String detail = text;
    try {
      JsonNode problem = JSON.readTree(text);
      if (problem.path("detail").isTextual()) {
        title = problem.path("title").asText();
        detail = problem.path("detail").asText();
      }
    } catch (IOException noJson) {
      // The text is all that is known.
    }
    return new Refusal(uri, status, shortened(title), shortened(detail), retryAfter(headers));
  }

  /** Whether nothing was done and the same may be served later. */
  public boolean isBusy() {
    return status == UNAVAILABLE || status == TOO_MANY_REQUESTS;
  }

  /** For a person. */
  @Override
  public String toString() {
    String text = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
    return uri + " answered " + status + (text.isEmpty() ? "" : " " + text);
  }

  private static String shortened(String text) {
    return text.length() <= DETAIL_CHARS_MAX ? text : text.substring(0, DETAIL_CHARS_MAX) + "...";
  }

  /** Seconds, or a date, which counts from the date of the answer. */
  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("");
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = date(text);
      Instant now = date(headers.firstValue("Date").orElse(""));
      return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Instant date(String text) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
  }
}
