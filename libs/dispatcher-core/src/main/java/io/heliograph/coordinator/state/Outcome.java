package io.heliograph.coordinator.state;

import java.util.Map;

/** What became of a transaction, as far as the log has said. */
public sealed interface Outcome {
  /** Everything was written. */
  record Committed() implements Outcome {}

  /** Not the owner as far as the coordinator knows; nothing was written. */
  record Refused(String reason) implements Outcome {}

  /** Nothing was written; the same may be tried again. */
  record Failed(String reason) implements Outcome {}

  /**
   * Nothing was written, because the log takes these records never.
   *
   * @param records why, by their number in the batch
   */
  record Unwritable(Map<Integer, String> records) implements Outcome {
    public Unwritable {
      records = Map.copyOf(records);
    }
  }

  /**
   * This writer is over: only the log itself can tell what stands.
   *
   * @param perhapsWritten whether the commit had been asked for
   */
  record Fenced(String reason, boolean perhapsWritten) implements Outcome {}

  /** The commit was asked for and not answered: it is to be asked for again, nothing else. */
  record Unknown(String reason) implements Outcome {}

  /** Its kind in logs and metrics. */
  default String kind() {
    return switch (this) {
      case Committed committed -> "committed";
      case Refused refused -> "refused";
      case Failed failed -> "failed";
      case Unwritable unwritable -> "unwritable";
      case Fenced fenced -> "fenced";
      case Unknown unknown -> "unknown";
    };
  }

  /** Why it is not committed. */
  default String why() {
    return switch (this) {
      case Committed committed -> "";
      case Refused refused -> refused.reason;
      case Failed failed -> failed.reason;
      case Unwritable unwritable -> unwritable.records.toString();
      case Fenced fenced -> fenced.reason;
      case Unknown unknown -> unknown.reason;
    };
  }
}
