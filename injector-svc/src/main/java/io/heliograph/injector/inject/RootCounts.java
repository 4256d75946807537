package io.heliograph.injector.inject;

import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.RecordPosition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many children each root led to, over all levels, transactions and replicas. What this session
 * plans is counted at once; what others and earlier sessions made is read from {@code
 * hub.injected}, at the earliest when an injected event is to get children. Roots beyond a number
 * are forgotten, the longest unused first: each is an event that a client had to publish. Lives on
 * the injection thread.
 */
final class RootCounts {
  private static final int ROOTS_MAX = 50_000;

  /** What was injected. */
  @FunctionalInterface
  interface Past {
    /** Tells of every child that was committed since the last call, those of this session too. */
    void readOn(Consumer<Note> notes);

    /** A child that was injected: by which session, from which root, how large. */
    record Note(String session, RecordPosition root, long bytes) {}
  }

  /** What came of a root. */
  private static final class Count {
    private long children;
    private long bytes;

    private void add(long moreBytes) {
      children++;
      bytes += moreBytes;
    }

    private void remove(long lessBytes) {
      children--;
      bytes -= lessBytes;
    }
  }

  private final String session;
  private final Limits limits;
  private final Past past;
  private final Map<RecordPosition, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordPosition, Count> eldest) {
          return size() > ROOTS_MAX;
        }
      };

  /**
   * Counts nothing yet.
   *
   * @param session a text that no other session has: its notes carry it
   */
  RootCounts(String session, Limits limits, Past past) {
    this.session = session;
    this.limits = limits;
    this.past = past;
  }

  String session() {
    return session;
  }

  /** To be called before children of these parents are planned; reads, when that is needed. */
  void refresh() {
    past.readOn(
        note -> {
          if (!note.session().equals(session)) {
            count(note.root()).add(note.bytes());
          }
        });
  }

  /** Whether the root of that event leads to no more children, however small. */
  boolean isFull(Parent parent) {
    return !hasRoomFor(parent, 1);
  }

  /** Whether the root of that event may lead to one more child of that size. */
  boolean hasRoomFor(Parent parent, long bytes) {
    Count count = counts.get(parent.root());
    long children = count == null ? 0 : count.children;
    long held = count == null ? 0 : count.bytes;
    return children < limits.perRoot() && held + bytes <= limits.perRootBytes();
  }

  /** A child of that size is planned. */
  void add(Parent parent, long bytes) {
    count(parent.root()).add(bytes);
  }

  /** A child that was planned is not written now; it is planned again. */
  void remove(PlannedChild child) {
    Count count = counts.get(child.from().root());
    if (count != null) {
      count.remove(child.bytes());
    }
  }

  private Count count(RecordPosition root) {
    return counts.computeIfAbsent(root, first -> new Count());
  }
}
