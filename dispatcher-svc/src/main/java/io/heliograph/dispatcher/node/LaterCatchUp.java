package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.log.CatchUp;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.dispatcher.kafka.KafkaChunkLoader;
import java.util.function.Supplier;

/** The loader, which is made after those that ask it. */
record LaterCatchUp(Supplier<KafkaChunkLoader> loader) implements CatchUp {
  @Override
  public void load(PartitionId partition, long offset, HistoryReader reader) {
    loader.get().load(partition, offset, reader);
  }

  @Override
  public void looked(PartitionId partition, HistoryReader reader) {
    loader.get().looked(partition, reader);
  }
}
