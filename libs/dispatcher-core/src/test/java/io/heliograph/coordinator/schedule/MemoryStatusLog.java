package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.state.StatusLog;
import java.util.Map;
import java.util.function.BiConsumer;

/** The statuses as one process tails them: from its start on, each at least once. */
final class MemoryStatusLog implements StatusLog {
  private final MemoryKafka kafka;
  private final CoordinatorRuntime coordinator;
  private final BiConsumer<StatusSignal, StatusSignal.Effect> effects;
  private long position;

  MemoryStatusLog(
      MemoryKafka kafka,
      CoordinatorRuntime coordinator,
      BiConsumer<StatusSignal, StatusSignal.Effect> effects) {
    this.kafka = kafka;
    this.coordinator = coordinator;
    this.effects = effects;
    this.position = kafka.statuses.size();
  }

  void follow(Loops loops) {
    var unused =
        loops.start(
            "status",
            turn -> {
              while (turn.running()) {
                long end = kafka.statuses.size();
                while (position < end) {
                  apply(position);
                  position++;
                  turn.beat();
                }
                coordinator.statusPositions(positions());
                MemoryStateLog.idle(turn);
              }
            });
  }

  private void apply(long at) {
    StatusSignal signal = kafka.statuses.get((int) at);
    var unused = coordinator.apply(signal).thenAccept(effect -> effects.accept(signal, effect));
  }

  @Override
  public long[] positions() {
    return new long[] {position};
  }

  @Override
  public void replay(Map<Integer, Long> from, Turn turn) {
    long end = kafka.statuses.size();
    for (long at = from.getOrDefault(0, end); at < end; at++) {
      apply(at);
      turn.beat();
    }
  }
}
