package io.heliograph.dashboard.api;

import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.read.LogLine;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The live log with events and links, as a list and line by line for streams. Thread-safe. */
@ApplicationScoped
public class LogQueries {
  private static final int KEPT = 101;

  /** The default of {@code hub.statistics.misp-web-url}. */
  private static final String NO_HOST = "http://0.0.0.0";

  private final RedisReads redis;
  private final String base;
  private final ZoneId zone;

  LogQueries(RedisReads redis, StatisticsSettings settings) {
    this.redis = redis;
    this.zone = settings.timeZone();
    this.base = settings.mispWebUrl().matches("https?://.+") ? settings.mispWebUrl() : NO_HOST;
  }

  Table lines(Range range, int count) {
    Table table = table();
    for (String kept : redis.newest(StatisticsKeys.LIVE_LOG, KEPT)) {
      LogLine.parse(kept).filter(line -> isOf(line, range)).ifPresent(line -> add(table, line));
    }
    return table.first(count);
  }

  /** A line without a time is of every range: hiding it would be worse. */
  private static boolean isOf(LogLine line, Range range) {
    Long seconds = line.seconds();
    return seconds == null || range.contains(Instant.ofEpochSecond(seconds));
  }

  /** A publication as JSON, or null when it is not ours. */
  public @Nullable String item(String publication) {
    return LogLine.parse(publication)
        .map(line -> add(table(), line).json().get(0).toString())
        .orElse(null);
  }

  private static Table table() {
    return new Table(
        "time",
        "feed",
        "kind",
        "org",
        "event",
        "title",
        "threat",
        "category",
        "type",
        "value",
        "comment",
        "tags",
        "colours",
        "link");
  }

  private Table add(Table table, LogLine line) {
    Long seconds = line.seconds();
    return table.add(
        seconds == null
            ? null
            : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochSecond(seconds).atZone(zone)),
        line.feed(),
        line.kind(),
        line.organisation(),
        line.event(),
        line.title(),
        line.threat(),
        line.category(),
        line.type(),
        line.value(),
        line.comment(),
        line.tags(),
        line.colours(),
        link(line.event()));
  }

  private @Nullable String link(String event) {
    return base.equals(NO_HOST) || event.isEmpty()
        ? null
        : base + "/events/view/" + URLEncoder.encode(event, StandardCharsets.UTF_8);
  }
}
