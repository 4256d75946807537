package io.heliograph.dashboard.api;

import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was contributed when, by category, in steps of five minutes or more. */
@ApplicationScoped
class ActivityQueries {
  /** Finer steps than a day are kept that long (apply.lua). */
  static final int FINE_DAYS = 35;

  private static final long SLOT_SECONDS = 300;

  private final RedisReads redis;

  ActivityQueries(RedisReads redis) {
    this.redis = redis;
  }

  private record Slot(Instant begin, String category) {}

  /** Contributions by beginning of their step and category, both ascending. */
  Table activity(Range range, Step step) {
    Map<Slot, Long> counts =
        new TreeMap<>(java.util.Comparator.comparing(Slot::begin).thenComparing(Slot::category));
    if (step == Step.DAY) {
      byDay(range, counts);
    } else {
      bySlot(range, step, counts);
    }
    Table table = new Table("time", "category", "count");
    counts.forEach((slot, count) -> table.add(range.text(slot.begin()), slot.category(), count));
    return table;
  }

  private void byDay(Range range, Map<Slot, Long> counts) {
    List<LocalDate> days = range.days();
    List<Response> found = hashes(range.keys(StatisticsKeys.ACTIVITY_DAY));
    for (int at = 0; at < days.size(); at++) {
      Instant midnight = days.get(at).atStartOfDay(range.zone()).toInstant();
      Response hash = found.get(at);
      for (String category : hash.getKeys()) {
        counts.put(new Slot(midnight, category), hash.get(category).toLong());
      }
    }
  }

  private void bySlot(Range range, Step step, Map<Slot, Long> counts) {
    for (Response hash : hashes(range.keys(StatisticsKeys.ACTIVITY))) {
      for (String field : hash.getKeys()) {
        int split = field.indexOf('|');
        long second = Long.parseLong(field.substring(0, split)) * SLOT_SECONDS;
        Instant begin = Instant.ofEpochSecond(second);
        if (begin.plusSeconds(SLOT_SECONDS).isAfter(range.from()) && begin.isBefore(range.to())) {
          ZonedDateTime local = begin.atZone(range.zone());
          Slot slot = new Slot(step.floor(local).toInstant(), field.substring(split + 1));
          counts.merge(slot, hash.get(field).toLong(), Long::sum);
        }
      }
    }
  }

  private List<Response> hashes(List<String> keys) {
    List<Request> requests = new ArrayList<>();
    keys.forEach(key -> requests.add(RedisReads.request(Command.HGETALL, key)));
    return redis.batch(requests);
  }
}
