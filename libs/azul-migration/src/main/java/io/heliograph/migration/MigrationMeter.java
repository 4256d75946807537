package io.heliograph.migration;

/** Told what this replica copies. Called on the migrator's thread; must not block. */
public interface MigrationMeter {
  /** A partition has come further. */
  void counted(Progress before, Progress now);

  /** An attempt failed and will be repeated. */
  void failed();

  /** What this replica is doing now. */
  void doing(boolean copies, long remaining);
}
