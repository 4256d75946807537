package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.publish.Failure;
import io.heliograph.event.publish.PublishOutcome;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The refusals of a publish request (contract dispatcher.md part 2, 1.1). */
final class PublishAnswers {
  private static final int REASONS_MAX = 20;
  private static final String AGE_OFF = "PipelineAgeoff";

  private PublishAnswers() {}

  /** The 425 of a request that left nothing to publish. */
  static HubException nothingLeft(PublishOutcome outcome) {
    Map<String, String> counts = new TreeMap<>();
    outcome.filtered().forEach((name, count) -> counts.put(name, count.toString()));
    boolean agedOff = counts.keySet().stream().anyMatch(name -> name.startsWith(AGE_OFF));
    if (agedOff) {
      return new HubException(
          ErrorCode.ALL_EVENTS_AGED_OFF,
          "all submitted events aged off immediately, is the submission time older than ageoff?",
          counts,
          0);
    }
    StringJoiner filters = new StringJoiner(",");
    counts.forEach((name, count) -> filters.add(name + ":" + count));
    String found = "filters: [" + filters + "] failures: " + outcome.failures().size();
    String detail =
        outcome.failures().isEmpty() ? found + " []" : '[' + reasons(outcome) + "] " + found;
    counts.put("failures", Integer.toString(outcome.failures().size()));
    return new HubException(ErrorCode.ALL_EVENTS_FILTERED, detail, counts, 0);
  }

  /** The causes come first; of many the first ones tell enough. */
  private static String reasons(PublishOutcome outcome) {
    StringJoiner reasons = new StringJoiner("; ");
    List<Failure> failures = outcome.failures();
    failures.stream().limit(REASONS_MAX).forEach(failure -> reasons.add(failure.told()));
    if (failures.size() > REASONS_MAX) {
      reasons.add("and " + (failures.size() - REASONS_MAX) + " more");
    }
    return reasons.toString();
  }

  /** The answer when not every event reached Kafka: what became of each (part 1 row 13). */
  static HubException notAllProduced(SendBatch batch) {
    List<PreparedEvent> events = batch.events();
    if (batch.neverSent() && batch.failures() == events.size() && away(batch)) {
      return Publisher.away();
    }
    StringBuilder failed = new StringBuilder();
    StringBuilder submitted = new StringBuilder();
    for (int index = 0; index < events.size(); index++) {
      String key = events.get(index).kafkaKey();
      @Nullable String reason = batch.reason(index);
      if (reason == null) {
        submitted.append(submitted.isEmpty() ? " submitted: " : ", ").append(key);
      } else {
        failed.append(' ').append(key).append(": ").append(reason).append(';');
      }
    }
    int submittedCount = events.size() - batch.failures();
    return new HubException(
        ErrorCode.PRODUCE_FAILED,
        "successfully submitted "
            + submittedCount
            + "/"
            + events.size()
            + " events with the failed events providing the following errors:"
            + failed
            + submitted);
  }

  private static boolean away(SendBatch batch) {
    for (int index = 0; index < batch.events().size(); index++) {
      if (!EventProducer.AWAY.equals(batch.reason(index))) {
        return false;
      }
    }
    return true;
  }
}
