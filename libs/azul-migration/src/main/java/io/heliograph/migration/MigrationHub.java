package io.heliograph.migration;

/**
 * The hub that a migration fills. Called on the migrator's thread, but for {@link #pluginsPaused};
 * a call may block for half a minute.
 */
public interface MigrationHub {
  /** Whether the hub has that topic by now. */
  boolean hasTopic(String name);

  /** Whether plugins are paused for a restore, as far as this replica knows. Thread-safe. */
  boolean pluginsPaused();

  /**
   * Pauses plugins for longer than until the next call, which comes within some seconds.
   *
   * @throws RuntimeException when that is not certain
   */
  void pausePlugins();

  /**
   * Ends the pause.
   *
   * @throws RuntimeException when that is not certain
   */
  void resumePlugins();

  /**
   * Returns while the hub has room for more events.
   *
   * @throws MigrationException when it has not
   */
  void requireRoom();
}
