package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an active fetch gets while plugins are paused (contract dispatcher.md part 2 section 6). */
record PausedBatch() implements FetchedBatch {
  @Override
  public AnswerEvents events() {
    return AnswerEvents.of(List.of());
  }

  @Override
  public Map<String, Integer> filtered() {
    return Map.of();
  }

  @Override
  public Set<Queue> notReady() {
    return Set.of();
  }

  @Override
  public boolean paused() {
    return true;
  }

  @Override
  public String confirmation() {
    return "";
  }

  @Override
  public void answered() {}

  @Override
  public void failed() {}
}
