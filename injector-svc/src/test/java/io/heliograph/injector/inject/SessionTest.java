package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.kit.thread.Turn;
import io.heliograph.testkit.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A session with Kafka's own fakes of its clients: no server, no thread. */
class SessionTest {
  private static final TopicPartition ONE = new TopicPartition(Planning.TOPIC, 0);
  private static final TopicPartition TWO = new TopicPartition("incidents.binary.data", 0);
  private static final String P = "a".repeat(64);
  private static final String Q = "c".repeat(64);

  private final Planning planning = Planning.of(1_000);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final FlakyProducer producer = new FlakyProducer();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final PassedOver passedOver = new PassedOver(InstantSource.system());
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /** A turn that goes on. */
  private static final Turn ON =
      new Turn() {
        @Override
        public boolean running() {
          return true;
        }

        @Override
        public void beat() {}

        @Override
        public void progressed() {}

        @Override
        public boolean pause(Duration wait) {
          return true;
        }

        @Override
        public void onStop(Runnable wakeUp) {}
      };

  /** Scans that the test asks for and answers. */
  private static final class GivenScans implements LookBacks.Scans {
    private final List<LookBackReader.Task> asked = new ArrayList<>();
    private final Queue<LookBackReader.Slice> given = new ArrayDeque<>();

    @Override
    public void scan(LookBackReader.Task task) {
      asked.add(task);
    }

    @Override
    public LookBackReader.@Nullable Slice poll() {
      return given.poll();
    }
  }

  private final GivenScans scans = new GivenScans();

  private Assignment assignment(boolean setBack) {
    return new Assignment(
        consumer,
        Assignment.Epoch.of(planning.inserts.all(), setBack),
        new Assignment.Surroundings() {
          @Override
          public void fence() {}

          @Override
          public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
            return Map.of();
          }
        },
        0);
  }

  private Session session(Assignment assignment) {
    InjectionMetrics metrics = new InjectionMetrics(registry, planning.inserts.all());
    Map<String, Uuid> topics = Map.of(ONE.topic(), Uuid.ZERO_UUID, TWO.topic(), Uuid.ONE_UUID);
    return new Session(
        new Intake(consumer, assignment, () -> topics),
        new Transactions(
            producer,
            new Transactions.Surroundings(
                "hub.injected", InstantSource.system(), metrics, new BatchLimit(500)),
            ON),
        assignment,
        new LookBacks(assignment, scans, planning.inserts.all()),
        new Session.Tools(
            planning.planner, copies -> {}, () -> planning.roots("s"), metrics, passedOver));
  }

  /** A session that has both partitions. */
  private Session joined() throws InterruptedException {
    Session session = session(assignment(false));
    join(session);
    return session;
  }

  private void join(Session session) throws InterruptedException {
    consumer.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
    consumer.updateEndOffsets(Map.of(ONE, 0L, TWO, 0L));
    session.turn();
    consumer.rebalance(List.of(ONE, TWO));
    session.turn();
    assertThat(session.isMember()).isTrue();
  }

  private void event(TopicPartition partition, String source, String sha256) {
    String json = EventJson.binary("sourced", source, sha256, List.of(sha256), "{}");
    long offset = next.merge(partition, 1L, Long::sum) - 1;
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, null, json.getBytes(UTF_8)));
    consumer.updateEndOffsets(Map.of(partition, offset + 1));
  }

  private static Optional<KafkaException> when(boolean fails, KafkaException failure) {
    return fails ? Optional.of(failure) : Optional.empty();
  }

  private static boolean isOf(ProducerRecord<byte[], byte[]> record, String text) {
    return new String(record.value(), UTF_8).contains(text);
  }

  @Test
  void shouldWriteTheOtherChildrenWhenKafkaDoesNotTakeOne() throws Exception {
    String large = EventJson.sha256();
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    planning.inserts.add("2", EventJson.insert(P, large));
    planning.inserts.add("3", EventJson.insert(Q, EventJson.sha256()));
    Session session = joined();
    producer.failing =
        record ->
            when(
                record.topic().equals(ONE.topic()) && isOf(record, large),
                new RecordTooLargeException("3 MB"));

    event(ONE, "testing", P);
    event(ONE, "testing", Q);
    session.turn();

    assertThat(producer.inserts()).containsExactlyInAnyOrder("1", "3");
    assertThat(producer.offsets().get(ONE).offset()).isEqualTo(2);
    assertThat(passedOver.first(10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.reason()).isEqualTo(Refusal.UNWRITABLE);
              assertThat(entry.insert()).isEqualTo("2");
            });
    assertThat(registry.get("injector_refused").tag("reason", "unwritable").counter().count())
        .isEqualTo(1);
  }

  @Test
  void shouldAskAgainUntilTheCommitIsKnown() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Session session = joined();
    producer.commitsToTimeOut = 3;

    event(ONE, "testing", P);
    session.turn();

    assertThat(producer.commitsAsked).isEqualTo(4);
    assertThat(producer.inserts()).containsExactly("1");
    assertThat(registry.get("injector_commits_unknown").counter().count()).isEqualTo(3);
    assertThat(producer.offsets().get(ONE).offset()).isEqualTo(1);
  }

  @Test
  void shouldLetOnlyThePartitionWaitWhoseChildrenCannotBeWritten() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Session session = joined();
    boolean[] noLeader = {true};
    producer.failing =
        record -> when(noLeader[0] && record.topic().equals(TWO.topic()), new TimeoutException());

    event(ONE, "testing", P);
    event(TWO, "incidents", P);
    session.turn();
    replay(ONE, 0);
    event(ONE, "testing", P);
    session.turn();
    session.turn();

    assertThat(producer.inserts()).as("those of the other partition").hasSize(2);
    assertThat(producer.offsets().get(ONE).offset()).isEqualTo(2);
    assertThat(consumer.paused()).containsExactly(TWO);
    assertThat(producer.offsets().getOrDefault(TWO, new OffsetAndMetadata(0)).offset()).isZero();
  }

  @Test
  void shouldBeginNoTransactionForAPartitionWithoutALeader() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Session session = joined();
    boolean[] noLeader = {true};
    producer.partitions = topic -> partitions(topic, noLeader[0] && topic.equals(TWO.topic()));

    event(TWO, "incidents", P);
    session.turn();
    assertThat(producer.begun).as("others would wait for its end").isZero();
    event(ONE, "testing", P);
    session.turn();

    assertThat(producer.inserts()).as("those of the other partition").hasSize(1);
    assertThat(producer.offsets().get(ONE).offset()).isEqualTo(1);
    assertThat(consumer.position(TWO)).as("its event is read again").isZero();
  }

  private static List<PartitionInfo> partitions(String topic, boolean leaderless) {
    Node[] none = {};
    Node leader = leaderless ? Node.noNode() : new Node(1, "localhost", 9092);
    return List.of(new PartitionInfo(topic, 0, leader, none, none));
  }

  @Test
  void shouldLetOthersKeepWhatTheyReadWhenAPartitionWaits() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Session session = joined();
    producer.partitions = topic -> partitions(topic, topic.equals(TWO.topic()));

    event(ONE, "testing", Q);
    event(TWO, "incidents", P);
    session.turn();

    assertThat(consumer.position(TWO)).isZero();
    assertThat(consumer.position(ONE)).as("it had no part in that").isEqualTo(1);
  }

  @Test
  void shouldCountAChildOnceThatIsPlannedAgain() throws Exception {
    Planning one = Planning.of(1);
    RootCounts roots = one.roots("s");
    one.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    ConsumerRecord<byte[], byte[]> parent = one.event(EventJson.binary(P));
    Batch first = one.plan(parent, roots);
    assertThat(one.plan(parent, roots).isEmpty()).as("the root is full").isTrue();

    first.children().forEach(roots::remove);

    assertThat(one.plan(parent, roots).size()).isEqualTo(1);
  }

  @Test
  void shouldBeginAnewAlsoWhenAPartitionDoesNotTellItsBeginning() {
    consumer.subscribe(List.of(ONE.topic(), TWO.topic()));
    consumer.rebalance(List.of(ONE, TWO));
    Assignment assignment = assignment(false);
    assignment.onPartitionsAssigned(List.of(ONE, TWO));
    assignment.move(ONE, assignment.of(ONE).at(7));

    // The fake throws when it is asked for a beginning that it was not told.
    assignment.beginAnew(List.of(ONE, TWO));

    assertThat(assignment.of(ONE).next()).isZero();
    assertThat(assignment.moved()).containsOnlyKeys(ONE, TWO);
  }

  /** What a broker gives again after a seek; the fake gives each record once. */
  private void replay(TopicPartition partition, long offset) {
    String json = EventJson.binary("sourced", "testing", P, List.of(P), "{}");
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, null, json.getBytes(UTF_8)));
  }

  @Test
  void shouldFailWhenNothingCanBeWritten() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Session session = joined();
    producer.failing = record -> Optional.of(new TimeoutException("away"));

    event(ONE, "testing", P);

    assertThatThrownBy(session::turn).isInstanceOf(KafkaException.class);
    assertThat(producer.inserts()).isEmpty();
  }

  @Test
  void shouldCommitNothingWhenTheInsertsAreReadAgain() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Session session = joined();
    event(ONE, "testing", P);
    session.turn();
    assertThat(producer.offsets().get(ONE).offset()).isEqualTo(1);

    planning.inserts.clear();
    planning.inserts.add("2", EventJson.insert(P, EventJson.sha256()));
    event(ONE, "testing", P);
    session.turn();

    assertThat(session.isOver()).isTrue();
    assertThat(producer.inserts()).as("none by inserts that are not all there").containsOnly("1");
    assertThat(producer.offsets().get(ONE).offset()).as("the parent has not passed").isEqualTo(1);
    assertThat(consumer.committed(Set.of(ONE))).isEmpty();
  }

  @Test
  void shouldCommitNoProgressWhenTheInsertsAreReadAgain() {
    consumer.subscribe(List.of(ONE.topic(), TWO.topic()));
    consumer.rebalance(List.of(ONE, TWO));
    Assignment assignment = assignment(false);
    assignment.onPartitionsAssigned(List.of(ONE));
    assignment.move(ONE, assignment.of(ONE).at(5));
    assignment.commit();
    assertThat(consumer.committed(Set.of(ONE)).get(ONE).offset()).isEqualTo(5);

    planning.inserts.clear();
    assignment.move(ONE, assignment.of(ONE).at(9));
    assignment.commit();

    assertThat(consumer.committed(Set.of(ONE)).get(ONE).offset()).isEqualTo(5);
  }

  @Test
  void shouldLookBackForAllInsertsWhenTheyWereReadAgain() throws Exception {
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    consumer.subscribe(List.of(ONE.topic(), TWO.topic()));
    consumer.rebalance(List.of(ONE, TWO));
    OffsetAndMetadata before =
        new Progress(5, 1, Optional.empty()).committed(0, planning.inserts.all().topicId());
    consumer.commitSync(Map.of(ONE, before));
    Assignment kept = assignment(false);
    kept.onPartitionsAssigned(List.of(ONE));
    Assignment setBack = assignment(true);

    setBack.onPartitionsAssigned(List.of(ONE));

    assertThat(kept.of(ONE)).isEqualTo(new Progress(5, 1, Optional.empty()));
    assertThat(setBack.of(ONE)).isEqualTo(new Progress(5, 0, Optional.empty()));
    assertThat(setBack.moved().get(ONE).metadata()).endsWith(" 0");
    new LookBacks(setBack, scans, planning.inserts.all()).begin(Set.of(), 0);
    assertThat(scans.asked)
        .singleElement()
        .satisfies(task -> assertThat(task.parents()).containsExactly(P));
  }

  /** Three events that have passed when the insert comes; the tasks of the scans for it. */
  private LookBackReader.Task late(Session session) throws InterruptedException {
    event(ONE, "testing", P);
    event(ONE, "testing", Q);
    event(ONE, "testing", P);
    session.turn();
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    session.turn();
    return scans.asked.stream()
        .filter(task -> task.partition().equals(ONE))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private LookBackReader.Found found(long offset) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(ONE.topic(), 0, offset, null, EventJson.binary(P).getBytes(UTF_8));
    return new LookBackReader.Found(planning.planner.parent(record).orElseThrow(), offset + 1);
  }

  @Test
  void shouldGiveLateParentsTheirChildrenUpToTheOneRightBeforeTheBorder() throws Exception {
    Session session = joined();
    LookBackReader.Task task = late(session);
    assertThat(task.border()).isEqualTo(3);

    scans.given.add(
        new LookBackReader.Slice(task, 3, List.of(found(0), found(2)), Set.of(), false));
    session.turn();
    session.turn();

    assertThat(producer.inserts()).containsExactly("1", "1");
    assertThat(producer.offsets().get(ONE))
        .isEqualTo(
            new Progress(3, 1, Optional.empty()).committed(0, planning.inserts.all().topicId()));
  }

  @Test
  void shouldAskForTheRestWhenASliceEndsBeforeTheBorder() throws Exception {
    Session session = joined();
    LookBackReader.Task task = late(session);

    scans.given.add(new LookBackReader.Slice(task, 1, List.of(found(0)), Set.of(), false));
    session.turn();
    LookBackReader.Task rest = scans.asked.getLast();
    assertThat(rest.cursor()).isEqualTo(1);
    Set<Injected.Pair> already = Set.of(new Injected.Pair("1", found(2).parent().place()));
    scans.given.add(new LookBackReader.Slice(rest, 3, List.of(found(2)), already, false));
    session.turn();

    assertThat(producer.inserts()).as("the other was there").containsExactly("1");
  }

  @Test
  void shouldAskForAScanThatFailedNotAtOnce() throws Exception {
    Session session = joined();
    LookBackReader.Task task = late(session);
    int asked = scans.asked.size();

    scans.given.add(new LookBackReader.Slice(task, task.cursor(), List.of(), Set.of(), true));
    session.turn();

    assertThat(scans.asked).hasSize(asked);
    assertThat(producer.inserts()).isEmpty();
  }
}
