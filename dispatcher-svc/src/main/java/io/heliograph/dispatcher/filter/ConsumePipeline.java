package io.heliograph.dispatcher.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a fetch in the peer's order (contract dispatcher.md part 2 section 2):
 * PipelineAgeoff, FilterTooDeep, FilterSecurity, FilterConsumerRules.
 *
 * @param agedOff tells of a source-bearing event whether its source has let it expire
 * @param depthMax events with a longer path are rejected
 * @param maxSecurity the consumer's clearance, or empty for none to check
 */
public record ConsumePipeline(
    Predicate<EventHeaders> agedOff,
    int depthMax,
    String maxSecurity,
    Markings markings,
    ConsumerRules rules)
    implements EventFilter {
  /** Longest path that an active consumer is given. */
  public static final int DEPTH_MAX_ACTIVE = 10;

  /** Longest path that a passive consumer is given. */
  public static final int DEPTH_MAX_PASSIVE = 11;

  @Override
  public @Nullable String rejection(EventHeaders headers, byte[] json) {
    boolean binary = headers.model() == Model.BINARY;
    if ((binary || headers.model() == Model.STATUS) && agedOff.test(headers)) {
      return "PipelineAgeoff-ageoff";
    }
    boolean sourced = binary || headers.model() == Model.DOWNLOAD;
    if (sourced && headers.depth() > depthMax) {
      return "FilterTooDeep-too_deep";
    }
    if (sourced
        && !maxSecurity.isEmpty()
        && !headers.security().isEmpty()
        && !markings.mayAccess(maxSecurity, headers.security())) {
      return "FilterSecurity-max_security";
    }
    return rules.rejection(headers);
  }
}
