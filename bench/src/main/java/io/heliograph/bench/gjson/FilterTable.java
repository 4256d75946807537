package io.heliograph.bench.gjson;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** The figures as a table for each event, with ratios to the original's and their mean. */
final class FilterTable {
  private final Map<Event, Map<Filter, Double>> decisions = new EnumMap<>(Event.class);
  private final Map<Event, Map<Filter, Double>> answers = new EnumMap<>(Event.class);

  FilterTable(Collection<RunResult> results) {
    for (RunResult result : results) {
      Event event = Event.valueOf(result.getParams().getParam("event"));
      Filter filter = Filter.valueOf(result.getParams().getParam("filter"));
      boolean decision = result.getParams().getBenchmark().endsWith(".matches");
      (decision ? decisions : answers)
          .computeIfAbsent(event, key -> new EnumMap<>(Filter.class))
          .put(filter, leastNanos(result));
    }
  }

  private static double leastNanos(RunResult result) {
    return result.getBenchmarkResults().stream()
        .map(BenchmarkResult::getIterationResults)
        .flatMap(Collection::stream)
        .map(FilterTable::nanos)
        .min(Comparator.naturalOrder())
        .orElse(Double.NaN);
  }

  private static double nanos(IterationResult iteration) {
    double cpuNanos = iteration.getSecondaryResults().get("cpuNanos").getScore();
    return cpuNanos / iteration.getMetadata().getAllOps();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Event event : Event.values()) {
      text.append(
          """
          ## %s

          | filter | path | matches ns | get ns | original ns | matches / original | get / original |
          |---|---|---:|---:|---:|---:|---:|
          """
              .formatted(event.file));
      for (Filter filter : Filter.values()) {
        text.append(row(event, filter));
      }
      text.append(
          "\nGeometric mean of the ratios: matches %.2f, get %.2f.\n\n"
              .formatted(mean(event, decisions), mean(event, answers)));
    }
    return text.toString();
  }

  private String row(Event event, Filter filter) {
    double decision = at(decisions, event, filter);
    double answer = at(answers, event, filter);
    int original = filter.originalNanos(event);
    return "| %s | `%s` | %.0f | %.0f | %d | %.2f | %.2f |%n"
        .formatted(
            filter,
            filter.path.replace("|", "\\|"),
            decision,
            answer,
            original,
            decision / original,
            answer / original);
  }

  private static double mean(Event event, Map<Event, Map<Filter, Double>> figures) {
    List<Filter> filters = List.of(Filter.values());
    double sum = 0;
    for (Filter filter : filters) {
      sum += Math.log(at(figures, event, filter) / filter.originalNanos(event));
    }
    return Math.exp(sum / filters.size());
  }

  private static double at(Map<Event, Map<Filter, Double>> figures, Event event, Filter filter) {
    return figures.getOrDefault(event, Map.of()).getOrDefault(filter, Double.NaN);
  }
}
