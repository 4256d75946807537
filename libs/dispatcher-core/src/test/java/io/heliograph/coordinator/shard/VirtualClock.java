package io.heliograph.coordinator.shard;

import java.util.function.LongSupplier;

/** A clock that says on the wall and since the start what its test says. */
record VirtualClock(LongSupplier nowMillis) implements CoreClock {
  @Override
  public long wallMillis() {
    return nowMillis.getAsLong();
  }

  @Override
  public long monotonicMillis() {
    return nowMillis.getAsLong();
  }
}
