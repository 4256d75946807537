package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Headers;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.child.RecordPosition;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.TestHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String P = "a".repeat(64);

  private static String by(String author, String parent, String child) {
    return EventJson.insert(parent, child)
        .replace(
            "\"child_history\":{\"author\":{\"name\":\"manual\"",
            "\"child_history\":{\"author\":{\"name\":\"" + author + "\"");
  }

  /** Each file of a level has inserts by so many authors, all of the next level's file. */
  private static String bomb(Planning planning, int levels, int authors) {
    List<String> files = new ArrayList<>();
    for (int level = 0; level <= levels; level++) {
      files.add(EventJson.sha256());
    }
    for (int level = 0; level < levels; level++) {
      for (int author = 0; author < authors; author++) {
        planning.inserts.add(
            "k" + level + "x" + author, by("H" + author, files.get(level), files.get(level + 1)));
      }
    }
    return files.getFirst();
  }

  /** Plans children, and their children, until there are no more. */
  private static List<PlannedChild> all(
      Planning planning, RootCounts roots, ConsumerRecord<byte[], byte[]> first) {
    List<PlannedChild> all = new ArrayList<>();
    Queue<ConsumerRecord<byte[], byte[]>> toRead = new ArrayDeque<>(List.of(first));
    while (!toRead.isEmpty()) {
      for (PlannedChild child : planning.plan(toRead.remove(), roots).children()) {
        all.add(child);
        toRead.add(planning.read(child));
      }
    }
    return all;
  }

  @Test
  void shouldEndABombAtTheBoundOfItsRootAndNotTouchOthers() {
    Planning planning = Planning.of(500);
    String root = bomb(planning, 4, 12);
    String other = EventJson.sha256();
    planning.inserts.add("other", EventJson.insert(other, EventJson.sha256()));
    RootCounts roots = planning.roots("s");

    List<PlannedChild> children = all(planning, roots, planning.event(EventJson.binary(root)));

    assertThat(children).hasSize(500);
    assertThat(planning.refused.get(Refusal.ROOT_FULL)).isGreaterThan(1_000);
    assertThat(all(planning, roots, planning.event(EventJson.binary(other)))).hasSize(1);
    assertThat(all(planning, roots, planning.event(EventJson.binary(root)))).hasSize(500);
  }

  @Test
  void shouldMakeAllChildrenWhenTheyAreAsManyAsTheBound() {
    Planning planning = Planning.of(3 + 9 + 27);
    String root = bomb(planning, 3, 3);

    List<PlannedChild> children =
        all(planning, planning.roots("s"), planning.event(EventJson.binary(root)));

    assertThat(children).hasSize(3 + 9 + 27);
    assertThat(planning.refused).isEmpty();
    RecordPosition at = children.getFirst().from().root();
    assertThat(children).allSatisfy(child -> assertThat(child.from().root()).isEqualTo(at));
    assertThat(TestHeaders.text(planning.read(children.getLast()).headers(), Headers.INJECTED_ROOT))
        .isEqualTo(at.toString());
  }

  @Test
  void shouldCountOnWhatEarlierSessionsMade() {
    Planning planning = Planning.of(100);
    String root = bomb(planning, 2, 10);
    ConsumerRecord<byte[], byte[]> event = planning.event(EventJson.binary(root));
    List<PlannedChild> before = planning.plan(event, planning.roots("first")).children();
    List<RootCounts.Past.Note> notes = new ArrayList<>();
    for (PlannedChild child : before) {
      notes.add(NoteHeaders.read(child.note("hub.injected", 5).headers()).orElseThrow());
    }
    RootCounts later = new RootCounts("second", planning.limits, notes::forEach);
    RootCounts itself = new RootCounts("first", planning.limits, notes::forEach);
    planning.plan(event, itself);

    later.refresh();
    itself.refresh();

    int made = 0;
    for (PlannedChild child : before) {
      made += planning.plan(planning.read(child), later).size();
    }
    assertThat(made).isEqualTo(100 - before.size());
    made = 0;
    for (PlannedChild child : before) {
      made += planning.plan(planning.read(child), itself).size();
    }
    assertThat(made).as("its own are not counted twice").isEqualTo(100 - before.size());
  }

  @Test
  void shouldEndAtTheBytesOfARootWhenChildrenAreLarge() {
    Planning planning = new Planning(new Limits(1_000, 50_000, 1 << 20), InstantSource.system());
    String root = bomb(planning, 3, 10);

    List<PlannedChild> children =
        all(planning, planning.roots("s"), planning.event(EventJson.binary(root)));

    assertThat(children.stream().mapToLong(PlannedChild::bytes).sum()).isBetween(45_000L, 50_000L);
  }

  @Test
  void shouldMakeNoChildThatNobodyGetsWhenOneEventHasTooMany() {
    AtomicInteger made = new AtomicInteger();
    InstantSource counted =
        () -> {
          made.incrementAndGet();
          return Instant.now();
        };
    Planning planning = new Planning(new Limits(10_000, 1 << 30, 20_000), counted);
    for (int i = 0; i < 900; i++) {
      planning.inserts.add("k" + i, EventJson.insert(P, EventJson.sha256()));
    }

    Batch planned = planning.plan(planning.event(EventJson.binary(P)), planning.roots("s"));

    assertThat(planned.bytes()).isBetween(15_000L, 20_000L);
    assertThat(planned.size() + planning.refused.get(Refusal.TOO_MANY)).isEqualTo(900);
    assertThat(made).hasValueLessThan(planned.size() + 10);
  }

  @Test
  void shouldPassOverWhatBreaksAndGoOnWithTheOtherInserts() {
    AtomicInteger calls = new AtomicInteger();
    InstantSource broken =
        () -> {
          if (calls.incrementAndGet() <= 3) {
            throw new IllegalStateException("no time");
          }
          return Instant.now();
        };
    Planning planning = new Planning(new Limits(10, 1 << 30, 1 << 20), broken);
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    planning.inserts.add("2", EventJson.insert(P, EventJson.sha256()));

    Batch planned = planning.plan(planning.event(EventJson.binary(P)), planning.roots("s"));

    assertThat(planned.children()).extracting(PlannedChild::insert).containsExactly("2");
    assertThat(planning.refused).containsEntry(Refusal.BROKEN, 1L).hasSize(1);
  }

  /** A record that breaks its reader each time, or only so often. */
  private static final class Breaking extends ConsumerRecord<byte[], byte[]> {
    private int times;

    Breaking(ConsumerRecord<byte[], byte[]> record, int times) {
      super(record.topic(), record.partition(), record.offset(), record.key(), record.value());
      this.times = times;
    }

    @Override
    public byte[] value() {
      if (times-- > 0) {
        throw new IllegalStateException("a defect");
      }
      return super.value();
    }
  }

  @Test
  void shouldPassOverAnEventThatBreaksItsReaderUnlessItDoesSoOnce() {
    Planning planning = Planning.of(10);
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    Breaking always = new Breaking(planning.event(EventJson.binary(P)), Integer.MAX_VALUE);
    Breaking once = new Breaking(planning.event(EventJson.binary(P)), 1);

    assertThat(planning.plan(always, planning.roots("s")).size()).isZero();
    assertThat(planning.broken).containsExactly(always);
    assertThat(planning.plan(once, planning.roots("s")).size()).isEqualTo(1);
    assertThat(planning.broken).containsExactly(always);
  }

  @Test
  void shouldTryAgainWhenWhatBreaksDoesSoOnce() {
    AtomicInteger calls = new AtomicInteger();
    InstantSource shaky =
        () -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("no time");
          }
          return Instant.now();
        };
    Planning planning = new Planning(new Limits(10, 1 << 30, 1 << 20), shaky);
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));

    assertThat(planning.plan(planning.event(EventJson.binary(P)), planning.roots("s")).size())
        .isEqualTo(1);
    assertThat(planning.refused).isEmpty();
  }

  @Test
  void shouldTakeTheParentForTheRootWhenAnEarlierVersionMadeTheEvent() {
    Planning planning = Planning.of(1);
    planning.inserts.add("1", EventJson.insert(P, EventJson.sha256()));
    ConsumerRecord<byte[], byte[]> old = planning.event(EventJson.binary(P));
    old.headers()
        .add(Headers.INJECTED_LEVEL, "1".getBytes(UTF_8))
        .add(Headers.INJECTED_FROM, "testing.binary.data/0/7".getBytes(UTF_8));
    String json = EventJson.binary(P);
    ConsumerRecord<byte[], byte[]> foreign = planning.event(json);
    RootCounts roots = planning.roots("s");

    assertThat(planning.plan(old, roots).size()).isEqualTo(1);
    assertThat(planning.plan(old, roots).size()).isZero();
    assertThat(planning.plan(foreign, roots).size()).isEqualTo(1);
  }
}
