package io.heliograph.coordinator.fetch;

import java.util.AbstractList;
import java.util.List;

/**
 * The events of an answer in the order of hand-out. Each is made ready when it is asked for, so
 * that an answer holds no copy of what the log has; its length is known before. Used by one thread
 * at a time.
 */
public abstract class AnswerEvents extends AbstractList<byte[]> {
  /** Bytes of the event at that index, as {@link #get} makes it. */
  public abstract int length(int index);

  /** Events that are ready as they are. */
  public static AnswerEvents of(List<byte[]> events) {
    List<byte[]> ready = List.copyOf(events);
    return new AnswerEvents() {
      @Override
      public int length(int index) {
        return ready.get(index).length;
      }

      @Override
      public byte[] get(int index) {
        return ready.get(index);
      }

      @Override
      public int size() {
        return ready.size();
      }
    };
  }
}
