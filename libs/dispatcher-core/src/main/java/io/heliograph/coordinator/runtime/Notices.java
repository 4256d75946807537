package io.heliograph.coordinator.runtime;

import java.util.function.Supplier;

/** Tells operators what clients can cause, once for many times. Thread-safe. */
public interface Notices {
  /**
   * Something that others rely on is not done.
   *
   * @param about whom it concerns
   * @param kind one of a fixed set
   */
  void failed(String about, String kind, Supplier<String> line);

  /** Something is done that an operator may wonder about; the kind is one of a fixed set. */
  void done(String kind, Supplier<String> line);
}
