package io.heliograph.dispatcher.peer;

import io.heliograph.dispatcher.owner.Lending;
import io.heliograph.dispatcher.owner.Readiness;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What this replica gives to others. Thread-safe. */
public interface PeerDesk {
  /**
   * The events that are lent.
   *
   * @throws io.heliograph.dispatcher.error.HubException while the hub is starting or stopping
   */
  Lending lending();

  /** What there is to see for those subscriptions. */
  CompletionStage<Readiness> readiness(List<String> pluginKeys);

  /** A fetch elsewhere confirmed a batch that was answered here. */
  void confirmed(long batch);
}
