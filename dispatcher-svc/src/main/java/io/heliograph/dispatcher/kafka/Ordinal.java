package io.heliograph.dispatcher.kafka;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of the replicas this is: it names the transactional id, so it is stable over restarts and
 * never shared by two.
 *
 * @param value from 0
 */
public record Ordinal(int value) {
  /** As a StatefulSet names its pods; a random suffix of digits alone is longer. */
  private static final Pattern POD = Pattern.compile(".*-(0|[1-9][0-9]{0,3})");

  public Ordinal {
    if (value < 0) {
      throw new IllegalArgumentException("hub.cluster.ordinal must be at least 0, not " + value);
    }
  }

  /**
   * The ordinal that is set, or else that of the pod, or else 0.
   *
   * @param hostname null when it is not known
   */
  public static Ordinal of(OptionalInt set, @Nullable String hostname) {
    if (set.isPresent()) {
      return new Ordinal(set.getAsInt());
    }
    Matcher pod = POD.matcher(hostname == null ? "" : hostname);
    return new Ordinal(pod.matches() ? Integer.parseInt(pod.group(1)) : 0);
  }
}
