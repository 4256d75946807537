package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.shard.Disposition;
import java.util.List;

/** What is written when an event leaves a cursor without being done. Thread-safe. */
public interface DispositionForms {
  /**
   * The records, to be written in one transaction with the cursor that passes the event.
   *
   * @throws RuntimeException when the event cannot be read
   */
  List<NewRecord> of(Disposition disposition);

  /** The dead letter of an event that cannot be written, for that reason. */
  NewRecord withoutEvent(Disposition disposition, String why);
}
