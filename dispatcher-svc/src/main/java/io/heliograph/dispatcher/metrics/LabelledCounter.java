package io.heliograph.dispatcher.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * A counter with labels whose values clients choose. At most {@code seriesMax} label sets are kept
 * apart; later ones are counted together under {@code other}, so no client can fill the memory.
 * Appears under exactly the given name: a name without {@code _total} is exposed as a gauge,
 * because the exposition format adds that suffix to counters. Thread-safe.
 */
public final class LabelledCounter {
  /** The label value of everything beyond the bound. */
  public static final String OTHER = "other";

  /** Longer values are cut, and what begins alike is counted together. */
  private static final int VALUE_CHARS_MAX = 200;

  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final List<String> labels;
  private final int seriesMax;
  private final Map<List<String>, LongAdder> series = new ConcurrentHashMap<>();

  /**
   * A counter of that name (contract dispatcher.md part 2, section 8) with those labels.
   *
   * @param description what it counts, for the catalogue of metrics
   */
  public LabelledCounter(
      MeterRegistry registry, String name, String description, int seriesMax, String... labels) {
    this.registry = registry;
    this.name = name;
    this.description = description;
    this.seriesMax = seriesMax;
    this.labels = List.of(labels);
  }

  /** Counts one for these label values, given in the order of the labels. */
  public void increment(String... values) {
    add(1, values);
  }

  /** Counts {@code amount} for these label values, given in the order of the labels. */
  public void add(long amount, String... values) {
    adder(Stream.of(values).map(LabelledCounter::shortened).toList()).add(amount);
  }

  private static String shortened(String value) {
    return value.length() <= VALUE_CHARS_MAX ? value : value.substring(0, VALUE_CHARS_MAX) + "...";
  }

  private LongAdder adder(List<String> values) {
    LongAdder known = series.get(values);
    if (known != null) {
      return known;
    }
    return series.size() < seriesMax
        ? series.computeIfAbsent(values, this::register)
        : series.computeIfAbsent(Collections.nCopies(labels.size(), OTHER), this::register);
  }

  private LongAdder register(List<String> values) {
    LongAdder adder = new LongAdder();
    Tags tags = Tags.empty();
    for (int at = 0; at < values.size(); at++) {
      tags = tags.and(labels.get(at), values.get(at));
    }
    if (name.endsWith("_total")) {
      FunctionCounter.builder(name, adder, LongAdder::sum)
          .description(description)
          .tags(tags)
          .register(registry);
    } else {
      Gauge.builder(name, adder, LongAdder::sum)
          .description(description)
          .tags(tags)
          .strongReference(true)
          .register(registry);
    }
    return adder;
  }
}
