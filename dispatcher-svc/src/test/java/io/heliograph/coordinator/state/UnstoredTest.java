package io.heliograph.coordinator.state;

import static io.heliograph.coordinator.state.StoreFixtures.OTHER;
import static io.heliograph.coordinator.state.StoreFixtures.PARTITION;
import static io.heliograph.coordinator.state.StoreFixtures.delta;
import static io.heliograph.coordinator.state.StoreFixtures.givenUp;
import static io.heliograph.coordinator.state.StoreFixtures.membership;
import static io.heliograph.coordinator.state.StoreFixtures.retried;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.shard.StoreDelta;
import io.heliograph.dispatcher.node.LoggedNotices;
import io.heliograph.dispatcher.retry.DispositionRecords;
import io.heliograph.event.Headers;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written once, what is written again, and what never stops the rest. */
class UnstoredTest {
  private static final int RECORD_BYTES_MAX = 10_000;
  private static final GroupMember OURS = membership(PARTITION, OTHER);
  private static final NewRecord NOTE = NewRecord.of("hub.cursors", 0, "r/us", bytes("note"));

  private final List<String> outcomes = new ArrayList<>();
  private final MemoryLog log = new MemoryLog(RECORD_BYTES_MAX);
  private final Sources sources = Sources.defaults();
  private final Topics topics = new Topics("", sources);
  private final DispositionRecords dispositions =
      new DispositionRecords(
          topics,
          new PublishPipeline(
              new PublishPipeline.Settings(sources, topics, 1_000),
              PurgeSet.NONE,
              () -> Instant.ofEpochSecond(1_000),
              new Random(1)),
          () -> Instant.ofEpochSecond(1_000),
          replayed -> Optional.empty());
  private final Counted counted = new Counted();
  private final Takings takings = new Takings();
  private final Unstored unstored =
      new Unstored(
          new Unstored.Forms("hub.cursors", dispositions), takings, counted, new LoggedNotices());

  @BeforeEach
  void take() {
    Taking first = takings.begin(PARTITION);
    Taking second = takings.begin(OTHER);
    assertThat(List.of(first.number(), second.number())).containsExactly(1L, 2L);
  }

  private final class Counted implements StoreEvents {
    private int letters;
    private int lost;

    @Override
    public void outcome(String kind) {
      outcomes.add(kind);
    }

    @Override
    public void lettersWithoutEvent(int more) {
      letters += more;
    }

    @Override
    public void lost(int records) {
      lost += records;
    }
  }

  @Test
  void shouldWriteADepartureOnceWhenTheCommitIsNotAnsweredAgainAndAgain() {
    log.script.add(MemoryLog.Commit.WRITTEN_WITHOUT_ANSWER);
    log.unansweredAgain = 7;
    unstored.add(delta(retried(PARTITION, 1, "{}")));
    CompletableFuture<Void> urgent = urgent("s/new", null);

    rounds(5);
    assertThat(unstored.isUnknown()).isTrue();
    assertThat(unstored.hasRoom()).isFalse();
    assertThat(urgent).isNotDone();
    rounds(5);

    assertThat(urgent).isCompleted();
    assertThat(unstored.isUnknown()).isFalse();
    assertThat(log.asked).isEqualTo(8);
    assertThat(to(topics.error())).hasSize(1);
    assertThat(outcomes).endsWith("unknown", "committed");
    assertThat(unstored.isEmpty()).isTrue();
  }

  @Test
  void shouldWriteTheSameAgainWhenTheLogSaysThatNothingWasWritten() {
    log.script.add(MemoryLog.Commit.NOT_WRITTEN_AND_SAID_SO);
    unstored.add(delta(retried(PARTITION, 1, "{}")));

    rounds(1);
    unstored.add(delta(retried(OTHER, 2, "{}")));
    rounds(2);

    assertThat(to(topics.error())).extracting(UnstoredTest::key).containsExactly("key1", "key2");
  }

  @Test
  void shouldMakeADeadLetterWithoutEventOfWhatTheLogNeverTakes() {
    String large = "{\"x\":\"" + "y".repeat(RECORD_BYTES_MAX) + "\"}";
    unstored.add(delta(retried(PARTITION, 1, "{}"), retried(PARTITION, 2, large)));
    unstored.add(delta(retried(OTHER, 3, "{}")));

    rounds(2);

    assertThat(to(topics.error())).extracting(UnstoredTest::key).containsExactly("key1", "key3");
    assertThat(to(topics.deadLetters())).hasSize(1);
    NewRecord letter = to(topics.deadLetters()).getFirst();
    assertThat(new String(letter.value(), UTF_8)).isEqualTo("null");
    assertThat(header(letter, Headers.RETRY_ORIGIN)).isEqualTo("testing.binary.data/0/2");
    assertThat(header(letter, Headers.KAFKA_KEY)).isEqualTo("key2");
    assertThat(header(letter, Headers.ATTEMPTS)).isEqualTo("1");
    assertThat(header(letter, Headers.REASON)).startsWith("error-runner").contains("too large");
    assertThat(counted.letters).isEqualTo(1);
    assertThat(counted.lost).isZero();
  }

  @Test
  void shouldMakeADeadLetterWithoutEventOfWhatIsNoStoredEvent() {
    unstored.add(delta(givenUp(PARTITION, 1, "not JSON"), givenUp(PARTITION, 2, "{\"a\":1}")));

    rounds(2);

    assertThat(to(topics.deadLetters()))
        .extracting(letter -> new String(letter.value(), UTF_8))
        .containsExactly("null", "{\"a\":1}");
    assertThat(counted.letters).isEqualTo(1);
  }

  @Test
  void shouldCompleteTheOthersWhenWhatOneWaitsForCanNeverBeWritten() {
    CompletableFuture<Void> good = urgent("s/good", null);
    CompletableFuture<Void> bad = new CompletableFuture<>();
    unstored.add(
        List.of(
            new Unstored.Urgent(
                List.of(NewRecord.of("hub.cursors", 0, "s/bad", new byte[RECORD_BYTES_MAX + 1])),
                null,
                bad)));

    rounds(2);

    assertThat(good).isCompleted();
    assertThat(bad).isCompletedExceptionally();
    assertThat(unstored.isEmpty()).isTrue();
  }

  @Test
  void shouldForgetWhatIsAboutAPartitionOfOthersAndWriteTheRest() {
    unstored.add(delta(retried(PARTITION, 1, "{}"), retried(OTHER, 2, "{}")));
    CompletableFuture<Void> claim = urgent("o/other", OTHER);

    round(membership(PARTITION));

    assertThat(to(topics.error())).extracting(UnstoredTest::key).containsExactly("key1");
    assertThat(claim).isCompletedExceptionally();
  }

  @Test
  void shouldForgetWhatWaitedWhileItsPartitionWentAndCameBack() {
    log.script.add(MemoryLog.Commit.NOT_WRITTEN_AND_SAID_SO);
    unstored.add(delta(retried(PARTITION, 1, "{}"), retried(OTHER, 2, "{}")));
    CompletableFuture<Void> claim = urgent("o/ours", PARTITION);
    rounds(1);

    takings.end(PARTITION);
    Taking anew = takings.begin(PARTITION);
    rounds(1);

    assertThat(to(topics.error())).extracting(UnstoredTest::key).containsExactly("key2");
    assertThat(claim).isCompletedExceptionally();
    assertThat(takings.of(PARTITION)).isEqualTo(anew);
  }

  @Test
  void shouldKeepNothingOfCursorsButWhoeverWaitsWhenAnotherProducerBeganFirst() {
    log.script.add(MemoryLog.Commit.FENCED_BEFORE);
    unstored.add(delta(retried(PARTITION, 1, "{}")));
    CompletableFuture<Void> urgent = urgent("s/new", null);

    rounds(2);

    assertThat(to(topics.error())).isEmpty();
    assertThat(urgent).isCompleted();
  }

  @Test
  void shouldSayThatNobodyKnowsWhenTheProducerIsOverAfterTheCommitWasAskedFor() {
    unstored.add(delta(retried(PARTITION, 1, "{}")));
    CompletableFuture<Void> urgent = urgent("s/new", null);
    var unused = unstored.next(OURS, NOTE, false);

    unstored.settled(new Outcome.Unknown("timed out"));
    unstored.settled(new Outcome.Fenced("aborted by the coordinator", true));

    assertThat(urgent).isCompletedExceptionally();
    assertThat(unstored.isEmpty()).isTrue();
    assertThat(unstored.isUnknown()).isFalse();
  }

  @Test
  void shouldTakeNoMoreWhileDepartedEventsFillTheirBound() {
    String mebibyte = "{\"x\":\"" + "y".repeat(1 << 20) + "\"}";
    int more = 0;
    while (unstored.hasRoom()) {
      unstored.add(delta(retried(PARTITION, more++, mebibyte)));
    }
    assertThat((long) more << 20).isBetween(1L << 20, 2 * Unstored.DISPOSITION_BYTES_MAX);

    rounds(2);

    assertThat(unstored.hasRoom()).isTrue();
  }

  @Test
  void shouldProveAMembershipThatHasNothingToStore() {
    assertThat(unstored.next(OURS, NOTE, false)).isNull();
    assertThat(unstored.next(null, NOTE, true)).isNull();

    TransactionLog.Batch proof = unstored.next(OURS, NOTE, true);

    assertThat(proof).isNotNull();
    assertThat(proof.proof()).hasSize(1);
    assertThat(proof.records()).containsExactly(NOTE);
  }

  private CompletableFuture<Void> urgent(String key, @Nullable PartitionId about) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    unstored.add(
        List.of(
            new Unstored.Urgent(
                List.of(NewRecord.of("hub.cursors", 0, key, bytes("value"))),
                about == null ? null : takings.of(about),
                written)));
    return written;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      round(OURS);
    }
  }

  /** What the store's thread does each time. */
  private void round(GroupMember membership) {
    if (unstored.isUnknown()) {
      unstored.settled(log.again());
      return;
    }
    unstored.add(new StoreDelta());
    TransactionLog.Batch batch = unstored.next(membership, NOTE, false);
    if (batch != null) {
      unstored.settled(log.write(batch));
    }
  }

  private List<NewRecord> to(String topic) {
    return log.written.stream().filter(record -> record.topic().equals(topic)).toList();
  }

  private static String key(NewRecord record) {
    return new String(record.key(), UTF_8);
  }

  private static String header(NewRecord record, String name) {
    return record.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(header -> new String(header.value(), UTF_8))
        .reduce("", (first, last) -> last);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
