package io.heliograph.bench.gjson;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * The figures as a table for each event: ours, the original's in the same run and as recorded, and
 * the ratios. F12's decision needs no evaluation, so it is in no mean of decisions.
 */
final class FilterTable {
  private final Map<Event, Map<Filter, Double>> decisions = new EnumMap<>(Event.class);
  private final Map<Event, Map<Filter, Double>> answers = new EnumMap<>(Event.class);
  private final Map<Event, Map<Filter, Double>> decisionBytes = new EnumMap<>(Event.class);
  private final Peer peer;

  FilterTable(Collection<RunResult> results, Peer peer) {
    this.peer = peer;
    for (RunResult result : results) {
      boolean decision = result.getParams().getBenchmark().endsWith(".matches");
      note(decision ? decisions : answers, result, leastNanos(result));
      if (decision) {
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        note(decisionBytes, result, bytes);
      }
    }
  }

  private static void note(
      Map<Event, Map<Filter, Double>> figures, RunResult result, double figure) {
    Event event = Event.valueOf(result.getParams().getParam("event"));
    Filter filter = Filter.valueOf(result.getParams().getParam("filter"));
    figures.computeIfAbsent(event, key -> new EnumMap<>(Filter.class)).put(filter, figure);
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

          | filter | path | matches ns | get ns | matches B | Go here ns | matches / Go | get / Go | recorded ns | matches / recorded | get / recorded |
          |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
          """
              .formatted(event.file));
      for (Filter filter : Filter.values()) {
        text.append(row(event, filter));
      }
      text.append(
          """

          Geometric means, F12 not in those of matches: matches / Go %.2f, get / Go %.2f, matches / recorded %.2f, get / recorded %.2f.

          """
              .formatted(
                  mean(event, decisions, peer::nanos),
                  mean(event, answers, peer::nanos),
                  mean(event, decisions, (at, filter) -> filter.originalNanos(at)),
                  mean(event, answers, (at, filter) -> filter.originalNanos(at))));
    }
    return text.toString();
  }

  private String row(Event event, Filter filter) {
    double decision = at(decisions, event, filter);
    double answer = at(answers, event, filter);
    double here = peer.nanos(event, filter);
    int recorded = filter.originalNanos(event);
    return "| %s | `%s` | %.0f | %.0f | %.1f | %.0f | %.2f | %.2f | %d | %.2f | %.2f |%n"
        .formatted(
            filter,
            filter.path.replace("|", "\\|"),
            decision,
            answer,
            at(decisionBytes, event, filter),
            here,
            decision / here,
            answer / here,
            recorded,
            decision / recorded,
            answer / recorded);
  }

  private double mean(
      Event event,
      Map<Event, Map<Filter, Double>> figures,
      ToDoubleBiFunction<Event, Filter> originals) {
    List<Filter> filters =
        Stream.of(Filter.values())
            .filter(filter -> filter != Filter.F12 || figures.equals(answers))
            .toList();
    double sum = 0;
    for (Filter filter : filters) {
      sum += Math.log(at(figures, event, filter) / originals.applyAsDouble(event, filter));
    }
    return Math.exp(sum / filters.size());
  }

  private static double at(Map<Event, Map<Filter, Double>> figures, Event event, Filter filter) {
    return figures.getOrDefault(event, Map.of()).getOrDefault(filter, Double.NaN);
  }
}
