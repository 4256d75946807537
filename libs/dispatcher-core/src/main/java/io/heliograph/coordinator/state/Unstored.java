package io.heliograph.coordinator.state;

import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.shard.StoreDelta;
import io.heliograph.coordinator.shard.Tombstone;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is not stored yet, and what follows from the outcome of each attempt to store it. Everything
 * that is known at an attempt goes into one transaction; what was not written is in the next. A
 * record that the log never takes is left out of the next attempt, and its event becomes a dead
 * letter without it, so that it blocks no other. While an outcome is unknown nothing is added: what
 * was in that transaction is stored, or is not, as a whole. No thread, clock or client of its own;
 * used by the store's thread.
 */
final class Unstored {
  /** Bytes of requeued events in one transaction, unless a single collection brings more. */
  static final long DISPOSITION_BYTES_MAX = 16L << 20;

  /** A write that a caller waits for. */
  record Urgent(List<NewRecord> records, @Nullable Taking about, CompletableFuture<Void> written) {}

  /**
   * How changes become records.
   *
   * @param topic of cursors
   */
  record Forms(String topic, DispositionForms dispositions) {}

  /** Records of one change, and what happens when one of them is never taken. */
  private record Entry(List<NewRecord> records, Consumer<String> unwritable) {}

  private final Forms forms;
  private final StoreEvents events;
  private final Notices notices;
  private final Takings takings;
  private final List<Urgent> waiting = new ArrayList<>();
  private final IdentityHashMap<Disposition, List<NewRecord>> encoded = new IdentityHashMap<>();
  private final IdentityHashMap<Disposition, String> withoutEvent = new IdentityHashMap<>();
  private StoreDelta pending = new StoreDelta();
  private List<Entry> attempt = List.of();
  private boolean unknown;

  Unstored(Forms forms, Takings takings, StoreEvents events, Notices notices) {
    this.takings = takings;
    this.notices = notices;
    this.forms = forms;
    this.events = events;
  }

  /** Whether it is unknown what became of the last attempt. */
  boolean isUnknown() {
    return unknown;
  }

  /** Whether more may be added: not while there is much, or while an outcome is unknown. */
  boolean hasRoom() {
    long bytes = 0;
    for (Disposition event : pending.dispositions()) {
      bytes += event.record().bytes();
    }
    return !unknown && bytes < DISPOSITION_BYTES_MAX;
  }

  /** Whether there is nothing to store. */
  boolean isEmpty() {
    return pending.isEmpty() && waiting.isEmpty();
  }

  void add(StoreDelta delta) {
    pending.merge(delta);
  }

  void add(List<Urgent> urgent) {
    waiting.addAll(urgent);
  }

  /**
   * What is to be written now, or null when there is nothing. What is about partitions that are not
   * ours any more is void.
   *
   * @param note written with every store
   * @param proofDue whether our membership is to be proved even without changes
   */
  TransactionLog.@Nullable Batch next(
      @Nullable GroupMember current, NewRecord note, boolean proofDue) {
    dropForeign(current);
    Set<PartitionId> proof = new LinkedHashSet<>();
    attempt = entries();
    if (attempt.isEmpty() && (!proofDue || current == null)) {
      return null;
    }
    if (current != null) {
      pending.partitions().keySet().forEach(id -> prove(current, id, proof));
      for (Urgent one : waiting) {
        if (one.about != null) {
          prove(current, one.about.id(), proof);
        }
      }
      if (proof.isEmpty()) {
        current.assigned().stream().findFirst().ifPresent(proof::add);
      }
    }
    List<NewRecord> records = new ArrayList<>();
    attempt.forEach(entry -> records.addAll(entry.records));
    records.add(note);
    return new TransactionLog.Batch(records, current, proof);
  }

  private static void prove(GroupMember current, PartitionId id, Set<PartitionId> proof) {
    if (current.owns(id)) {
      proof.add(id);
    }
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    pending
        .cursors()
        .forEach(
            (key, state) ->
                entries.add(
                    new Entry(
                        List.of(record(CursorCodec.key(key), CursorCodec.encode(state))),
                        why -> lost("cursor " + key, why, () -> pending.cursors().remove(key)))));
    for (Disposition event : List.copyOf(pending.dispositions())) {
      List<NewRecord> records = recordsOf(event);
      entries.add(new Entry(records, why -> leaveOut(event, why)));
    }
    for (Tombstone tombstone : pending.tombstones()) {
      entries.add(
          new Entry(
              List.of(tombstone(tombstone)),
              why -> lost("tombstone", why, () -> pending.tombstones().remove(tombstone))));
    }
    for (Urgent one : waiting) {
      entries.add(new Entry(one.records, why -> refuse(one, "it cannot be written: " + why)));
    }
    return entries;
  }

  private List<NewRecord> recordsOf(Disposition event) {
    List<NewRecord> known = encoded.get(event);
    if (known != null) {
      return known;
    }
    List<NewRecord> records;
    try {
      records = forms.dispositions.of(event);
    } catch (RuntimeException unreadable) {
      records = List.of(letter(event, unreadable.toString()));
    }
    encoded.put(event, records);
    return records;
  }

  private NewRecord letter(Disposition event, String why) {
    notices.failed(
        event.partition().toString(),
        "unwritable",
        () ->
            "offset="
                + event.record().offset()
                + " written as a dead letter without event cause="
                + why);
    withoutEvent.put(event, why);
    return forms.dispositions.withoutEvent(event, why);
  }

  private void leaveOut(Disposition event, String why) {
    if (withoutEvent.containsKey(event)) {
      lost(
          "dead letter of " + event.partition() + " at " + event.record().offset(),
          why,
          () -> pending.dispositions().removeIf(one -> one == event));
    } else {
      encoded.put(event, List.of(letter(event, why)));
    }
  }

  private void lost(String what, String why, Runnable drop) {
    notices.failed("store", "lost", () -> what + " cannot be written, omitted cause=" + why);
    drop.run();
    events.lost(1);
  }

  private void refuse(Urgent one, String why) {
    waiting.remove(one);
    one.written.completeExceptionally(new IllegalStateException(why));
  }

  private void dropForeign(@Nullable GroupMember current) {
    for (Map.Entry<PartitionId, Long> one : Map.copyOf(pending.partitions()).entrySet()) {
      PartitionId id = one.getKey();
      if (!isOurs(current, id, one.getValue())) {
        pending.forget(id);
        encoded.keySet().removeIf(event -> event.partition().equals(id));
        withoutEvent.keySet().removeIf(event -> event.partition().equals(id));
      }
    }
    for (Urgent one : List.copyOf(waiting)) {
      Taking about = one.about;
      if (about != null && !isOurs(current, about.id(), about.number())) {
        refuse(one, about.id() + " is not ours any more");
      }
    }
  }

  private boolean isOurs(@Nullable GroupMember current, PartitionId id, long number) {
    return current != null && current.owns(id) && takings.lasts(id, number);
  }

  /** What became of the batch that {@link #next} gave. */
  void settled(Outcome outcome) {
    unknown = outcome instanceof Outcome.Unknown;
    events.outcome(outcome.kind());
    switch (outcome) {
      case Outcome.Committed committed -> committed();
      case Outcome.Fenced fenced -> fenced(fenced.perhapsWritten());
      case Outcome.Unwritable unwritable -> leaveOut(unwritable.records());
      case Outcome.Failed failed -> {}
      case Outcome.Refused refused -> {}
      case Outcome.Unknown nobodyKnows -> {}
    }
  }

  private void committed() {
    if (!withoutEvent.isEmpty()) {
      events.lettersWithoutEvent(withoutEvent.size());
    }
    begin();
    List<Urgent> written = List.copyOf(waiting);
    waiting.clear();
    written.forEach(one -> one.written.complete(null));
  }

  /** Cursors are read from the log again, so nothing of them is kept. */
  private void fenced(boolean perhapsWritten) {
    begin();
    if (perhapsWritten) {
      for (Urgent one : List.copyOf(waiting)) {
        refuse(one, "it is not known whether it was written");
      }
    }
  }

  private void begin() {
    pending = new StoreDelta();
    encoded.clear();
    withoutEvent.clear();
  }

  private void leaveOut(Map<Integer, String> unwritable) {
    int number = 0;
    for (Entry entry : attempt) {
      String why = null;
      for (int end = number + entry.records.size(); number < end; number++) {
        why = why == null ? unwritable.get(number) : why;
      }
      if (why != null) {
        entry.unwritable.accept(why);
      }
    }
  }

  private static NewRecord tombstone(Tombstone tombstone) {
    return NewRecord.of(
        tombstone.partition().topic(), tombstone.partition().partition(), tombstone.key(), null);
  }

  private NewRecord record(String key, byte[] value) {
    return NewRecord.of(forms.topic, 0, key, value);
  }
}
