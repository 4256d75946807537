package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import java.util.Arrays;
import java.util.List;

/**
 * One fetch as the cores see it.
 *
 * @param countMax events wanted, at least 1
 * @param bytesMax bound of the events' bytes in the answer; at least one event is always given
 * @param deadlineMillis how long to go on collecting; at most 0 means: answer with what is there
 * @param reset whether the subscription restarts before the fetch
 * @param query the parameters as they were sent, from which another replica makes the same filter
 * @param commitByNextFetch whether the events of a passive fetch stay open until {@code confirms}
 *     of a later fetch names them (header {@code Heliograph-Commit: next})
 * @param confirms the batch of an earlier fetch that this one confirms, or empty
 */
public record FetchOrder(
    SubscriptionSpec subscription,
    EventFilter filter,
    String query,
    int countMax,
    long bytesMax,
    long deadlineMillis,
    boolean reset,
    boolean commitByNextFetch,
    String confirms) {

  /** The queues that it wants, in order of precedence (D5). */
  List<Queue> queues() {
    return Arrays.stream(Queue.values()).filter(subscription.queues()::contains).toList();
  }

  /** The same for an answer of at most so many bytes. */
  FetchOrder within(long bytes) {
    return new FetchOrder(
        subscription,
        filter,
        query,
        countMax,
        Math.min(bytesMax, bytes),
        deadlineMillis,
        reset,
        commitByNextFetch,
        confirms);
  }
}
