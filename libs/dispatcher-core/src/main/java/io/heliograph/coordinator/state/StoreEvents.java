package io.heliograph.coordinator.state;

/** Is told what the store does, for metrics. Called on the store's thread. */
public interface StoreEvents {
  /**
   * A transaction ended, or its outcome is unknown: {@code committed}, {@code unknown} and so on.
   */
  void outcome(String kind);

  /** An event could not be written; a dead letter without it was. */
  void lettersWithoutEvent(int letters);

  /** Nothing at all could be written of something. */
  void lost(int records);
}
