package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.NewRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A log in memory that takes records up to a size, and answers a commit as its script says. What is
 * in it counts, whatever it answered.
 */
final class MemoryLog implements TransactionLog {
  /** How a commit goes. */
  enum Commit {
    ANSWERED,
    WRITTEN_WITHOUT_ANSWER,
    NOT_WRITTEN_AND_SAID_SO,
    FENCED_BEFORE
  }

  final List<NewRecord> written = new ArrayList<>();
  final Deque<Commit> script = new ArrayDeque<>();
  int unansweredAgain;
  int asked;
  private final int bytesMax;
  private boolean open;

  MemoryLog(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Override
  public Outcome write(Batch batch) {
    if (open) {
      throw new IllegalStateException("the last commit has no answer yet");
    }
    Map<Integer, String> tooLarge = new HashMap<>();
    for (int at = 0; at < batch.records().size(); at++) {
      byte[] value = batch.records().get(at).value();
      if (value != null && value.length > bytesMax) {
        tooLarge.put(at, "too large");
      }
    }
    if (!tooLarge.isEmpty()) {
      return new Outcome.Unwritable(tooLarge);
    }
    return switch (script.isEmpty() ? Commit.ANSWERED : script.remove()) {
      case NOT_WRITTEN_AND_SAID_SO -> new Outcome.Failed("aborted");
      case FENCED_BEFORE -> new Outcome.Fenced("another began", false);
      case WRITTEN_WITHOUT_ANSWER -> {
        written.addAll(batch.records());
        open = true;
        yield new Outcome.Unknown("timed out");
      }
      case ANSWERED -> {
        written.addAll(batch.records());
        yield new Outcome.Committed();
      }
    };
  }

  @Override
  public Outcome again() {
    asked++;
    if (asked <= unansweredAgain) {
      return new Outcome.Unknown("timed out");
    }
    open = false;
    return new Outcome.Committed();
  }

  @Override
  public void close() {}
}
