package io.heliograph.coordinator.shard;

/** What became of a batch that was taken for an answer. */
public enum Settlement {
  /** Written to the connection: passive events are done, leases run (D3). */
  ANSWERED,
  /** Written; its passive events stay open until a later fetch confirms them. */
  ANSWERED_UNTIL_CONFIRMED,
  /** A later fetch confirmed it. */
  CONFIRMED,
  /** Not written: what it holds is ready again. */
  FAILED;

  /** Tells an event loop. */
  void apply(PartitionShard shard, long batch) {
    switch (this) {
      case ANSWERED -> shard.answered(batch, false);
      case ANSWERED_UNTIL_CONFIRMED -> shard.answered(batch, true);
      case CONFIRMED -> shard.confirm(batch);
      case FAILED -> shard.failed(batch);
    }
  }
}
