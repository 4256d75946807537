package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.shard.Departure;
import java.util.List;

/** What is written when an event leaves a cursor without being done. Thread-safe. */
public interface DepartureForms {
  /**
   * The records, to be written in one transaction with the cursor that passes the event.
   *
   * @throws RuntimeException when the event cannot be read
   */
  List<NewRecord> of(Departure departure);

  /** The dead letter of an event that cannot be written, for that reason. */
  NewRecord withoutEvent(Departure departure, String why);
}
