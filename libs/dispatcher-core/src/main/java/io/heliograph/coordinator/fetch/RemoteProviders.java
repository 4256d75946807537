package io.heliograph.coordinator.fetch;

import java.util.List;
import java.util.function.Supplier;

/** The other replicas, as fetches see them. Thread-safe. */
public interface RemoteProviders {
  /** Names this process among all replicas, also those of other times. */
  String process();

  /**
   * The replicas that one fetch may ask: those that are present at each call, the same object for
   * the same replica. Used on the thread of that fetch.
   *
   * @param query the parameters of the fetch, from which another replica makes the same filter
   */
  Supplier<List<EventProvider>> forFetch(String query);

  /** A batch that was answered here is confirmed: tells the replicas that hold events of it. */
  void confirmed(long batch);

  /** Passes on the confirmation of a batch that the replica of that name answered. */
  void confirm(String process, Confirmation confirmation);
}
