package io.heliograph.coordinator.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a fetch in the peer's order (contract dispatcher.md part 2 section 2):
 * PipelineAgeoff, FilterTooDeep, FilterSecurity, FilterConsumerRules, FilterPreviouslyDeleted,
 * FilterGjson. The first rejection counts. All but the last two look at the headers only.
 *
 * @param agedOff tells of a binary (or of a status's input) whether its source has let it expire
 * @param depthMax binaries with a longer path are rejected
 * @param deleted rejects what has been deleted
 * @param path the parameter {@code filter}
 */
public record ConsumePipeline(
    Predicate<EventHeaders> agedOff,
    int depthMax,
    Clearance clearance,
    ConsumerRules rules,
    EventFilter deleted,
    EventFilter path)
    implements EventFilter {
  /** Longest path that an active consumer is given. */
  public static final int DEPTH_MAX_ACTIVE = 10;

  /** Longest path that a passive consumer is given. */
  public static final int DEPTH_MAX_PASSIVE = 11;

  @Override
  public @Nullable String rejection(EventHeaders headers, byte[] json) {
    Model model = headers.model();
    if ((model == Model.BINARY || model == Model.STATUS) && agedOff.test(headers)) {
      return "PipelineAgeoff-ageoff";
    }
    String rejection = depthRejection(headers, depthMax);
    if (rejection == null) {
      rejection = clearance.rejection(headers);
    }
    if (rejection == null) {
      rejection = rules.rejection(headers);
    }
    if (rejection == null) {
      rejection = deleted.rejection(headers, json);
    }
    return rejection == null ? path.rejection(headers, json) : rejection;
  }

  /** The stage FilterTooDeep: why a binary with so long a path is rejected, or null. */
  public static @Nullable String depthRejection(EventHeaders headers, int depthMax) {
    return headers.model() == Model.BINARY && headers.depth() > depthMax
        ? "FilterTooDeep-too_deep"
        : null;
  }
}
