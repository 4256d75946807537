package io.heliograph.reconciliation.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which event of a key stays, and where batches end. */
class EventTest {
  private static final EventFacts FIRST = facts("a", "plugin 1", "enriched", "s1");

  @Test
  void shouldKeepTheFirstEventOfAKeyWhateverIsOffered() {
    Known known = new Known(FIRST, false);

    assertThat(Claim.of(null, FIRST)).isEqualTo(Claim.NEW);
    assertThat(Claim.of(known, FIRST)).isEqualTo(Claim.DUPLICATE);
    assertThat(Claim.of(known, facts("b", "plugin 1", "enriched", "s1"))).isEqualTo(Claim.VARIANT);
    assertThat(Claim.of(known, facts("b", "plugin 2", "enriched", "s1")))
        .isEqualTo(Claim.COLLISION);
    assertThat(Claim.of(known, facts("b", "plugin 1", "sourced", "s1"))).isEqualTo(Claim.COLLISION);
    assertThat(Claim.of(known, facts("b", "plugin 1", "enriched", "s2")))
        .isEqualTo(Claim.COLLISION);
    assertThat(Claim.of(new Known(FIRST, true), FIRST)).isEqualTo(Claim.WITHDRAWN);
  }

  /** Without an entity's hash nothing shows that two statements are one. */
  @Test
  void shouldTakeOtherBytesForACollisionWhenThereIsNoHash() {
    Known known = new Known(facts("a", "plugin 1", "enriched", null), false);

    assertThat(Claim.of(known, facts("b", "plugin 1", "enriched", null)))
        .isEqualTo(Claim.COLLISION);
    assertThat(Claim.of(known, facts("a", "plugin 1", "enriched", null)))
        .isEqualTo(Claim.DUPLICATE);
  }

  @Test
  void shouldRefuseToCompareEventsOfTwoKeys() {
    EventFacts other =
        new EventFacts(new EventKey("source", "k2"), "a", "plugin 1", "enriched", "s1");

    assertThatThrownBy(() -> Claim.of(new Known(FIRST, false), other))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** However the same offsets are read, and wherever a reader begins again after a batch. */
  @Test
  void shouldCutTheSameBatchesHoweverEventsAreRead() {
    BatchLimits limits = new BatchLimits(10, 1_000, 2_000);
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<QueuedEvent> events = events(random);
      List<Batch> whole = cut(new BatchCloser(limits), events);
      Batch some = whole.get(random.nextInt(whole.size()));
      List<QueuedEvent> rest =
          events.stream().filter(event -> event.offset() > some.lastOffset()).toList();

      List<Batch> again = new ArrayList<>(whole.subList(0, whole.indexOf(some) + 1));
      again.addAll(cut(new BatchCloser(limits), rest));

      assertThat(again).as("seed %d", seed).isEqualTo(whole);
      assertThat(whole)
          .as("seed %d", seed)
          .allSatisfy(
              batch -> {
                assertThat(batch.events()).isBetween(1, 10);
                assertThat(batch.bytes() <= 1_000 || batch.events() == 1).isTrue();
              });
      assertThat(whole.stream().mapToInt(Batch::events).sum()).isEqualTo(events.size());
    }
  }

  @Test
  void shouldCloseAtTheEndOfThePartitionOnlyWhenNothingCanJoin() {
    BatchCloser closer = new BatchCloser(BatchLimits.DEFAULT);
    assertThat(closer.atEnd(Long.MAX_VALUE)).isEmpty();
    assertThat(closer.add(new QueuedEvent(5, 100, 10_000))).isEmpty();

    assertThat(closer.dueMillis()).isEqualTo(12_000);
    assertThat(closer.atEnd(11_999)).isEmpty();
    assertThat(closer.atEnd(12_000)).contains(new Batch(5, 5, 1, 100));
    assertThat(closer.atEnd(20_000)).isEmpty();
  }

  private static List<Batch> cut(BatchCloser closer, List<QueuedEvent> events) {
    List<Batch> batches = new ArrayList<>();
    for (QueuedEvent event : events) {
      closer.add(event).ifPresent(batches::add);
    }
    closer.atEnd(Long.MAX_VALUE).ifPresent(batches::add);
    return batches;
  }

  private static List<QueuedEvent> events(Random random) {
    List<QueuedEvent> events = new ArrayList<>();
    long millis = 0;
    for (int offset = 0; offset < 100; offset++) {
      millis += random.nextInt(random.nextInt(10) == 0 ? 3_000 : 200);
      events.add(
          new QueuedEvent(
              offset, 1 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 200), millis));
    }
    return events;
  }

  private static EventFacts facts(
      String content, String author, String action, @Nullable String sha256) {
    return new EventFacts(new EventKey("source", "k1"), content, author, action, sha256);
  }
}
