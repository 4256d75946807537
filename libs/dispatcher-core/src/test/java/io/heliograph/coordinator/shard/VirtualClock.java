package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.runtime.CoordinatorClock;
import java.util.function.LongSupplier;

/** A clock that says on the wall and since the start what its test says. */
public record VirtualClock(LongSupplier nowMillis) implements CoordinatorClock {
  @Override
  public long wallMillis() {
    return nowMillis.getAsLong();
  }

  @Override
  public long monotonicMillis() {
    return nowMillis.getAsLong();
  }
}
