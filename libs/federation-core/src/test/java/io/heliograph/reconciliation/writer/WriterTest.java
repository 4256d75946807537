package io.heliograph.reconciliation.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When own snapshots are due, what clock and epoch they get, and how long they stay. */
class WriterTest {
  private static final long START = 1_700_000_000_000L;
  private static final long DAY = 86_400_000;
  private static final int MANY = 10_000;

  private final SnapshotTrigger trigger = new SnapshotTrigger(TriggerSettings.ON_CHANGE);

  @Test
  void shouldWriteTheFirstAtOnceAndThenASignOfLifeEachHour() {
    assertThat(trigger.dueMillis(0)).isLessThanOrEqualTo(START);
    trigger.begin();
    trigger.written(START);

    assertThat(trigger.dueMillis(0)).isEqualTo(START + 3_600_000);
    assertThat(trigger.isHeartbeat()).isTrue();
  }

  @Test
  void shouldWaitForQuietAfterAChangeButNotForEver() {
    trigger.begin();
    trigger.written(START);
    long now = START + 10_000;
    for (int i = 0; i < 100; i++) {
      trigger.changed(key(i % 5), now);
      assertThat(trigger.dueMillis(MANY)).isEqualTo(Math.min(now + 2_000, START + 10_000 + 30_000));
      now += 1_500;
    }
  }

  @Test
  void shouldWriteAtOnceWhenManyChangedButNeverTwiceASecond() {
    trigger.begin();
    trigger.written(START);
    for (int i = 0; i <= MANY / 100; i++) {
      trigger.changed(key(i), START + 100);
    }

    assertThat(trigger.dueMillis(MANY)).isEqualTo(START + 1_000);
  }

  @Test
  void shouldWaitForTheIntervalWhenItIsPeriodic() {
    SnapshotTrigger periodic = new SnapshotTrigger(TriggerSettings.periodic(300_000));
    periodic.begin();
    periodic.written(START);
    for (int i = 0; i < MANY; i++) {
      periodic.changed(key(i), START + 100);
    }

    assertThat(periodic.dueMillis(MANY)).isEqualTo(START + 300_100);
  }

  @Test
  void shouldKeepChangesThatComeWhileOneIsWrittenOrWhenItFails() {
    trigger.begin();
    trigger.written(START);
    trigger.changed(key(1), START + 10_000);
    trigger.begin();
    trigger.changed(key(2), START + 12_500);
    trigger.written(START + 13_000);
    assertThat(trigger.dueMillis(MANY)).isEqualTo(START + 14_500);

    trigger.begin();
    trigger.failed(START + 15_000);
    assertThat(trigger.dueMillis(MANY)).isEqualTo(START + 17_000);
  }

  /** Whatever the clock does and others saw, both numbers rise (invariants I3 and I4). */
  @Test
  void shouldOnlyRise() {
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      SelfState self = SelfState.NONE;
      for (int i = 0; i < 100; i++) {
        SelfState floor =
            random.nextInt(10) == 0
                ? new SelfState(random.nextInt(200), random.nextInt(2_000), null)
                : SelfState.NONE;
        SelfState next = self.next(floor, random.nextInt(2_000));

        assertThat(next.vc()).as("seed %d", seed).isGreaterThan(Math.max(self.vc(), floor.vc()));
        assertThat(self.vc() == 0 || next.epoch() > self.epoch()).as("seed %d", seed).isTrue();
        assertThat(next.epoch()).as("seed %d", seed).isGreaterThanOrEqualTo(floor.epoch());
        self = next;
      }
    }
  }

  @Test
  void shouldNotTrustItsClockWhenDatabaseOrMostMembersDisagree() {
    ClockCheck check = ClockCheck.DEFAULT;

    assertThat(check.accepts(START, OptionalLong.of(START - 59_000))).isTrue();
    assertThat(check.accepts(START, OptionalLong.of(START - 61_000))).isFalse();
    assertThat(check.accepts(START, OptionalLong.empty(), START + 299_000)).isTrue();
    assertThat(check.accepts(START, OptionalLong.empty(), START + 301_000)).isFalse();
    assertThat(check.accepts(START, OptionalLong.empty(), START, START - DAY)).isTrue();
    assertThat(check.accepts(START, OptionalLong.empty(), START, START - DAY, START - DAY))
        .isFalse();
  }

  @Test
  void shouldKeepFewerSnapshotsTheOlderTheyAre() {
    List<SnapshotRetention.Kept> all = new ArrayList<>();
    for (long age = 0; age < 420 * DAY; age += age < 2 * DAY ? 60_000 : DAY / 4) {
      Cid cid = Cid.of(Codec.RAW, Long.toString(age).getBytes(StandardCharsets.UTF_8));
      all.add(new SnapshotRetention.Kept(cid, START - age));
    }

    Set<Cid> expired = SnapshotRetention.expired(all, START);
    List<Long> ages =
        all.stream()
            .filter(one -> !expired.contains(one.cid()))
            .map(one -> START - one.writtenMillis())
            .collect(Collectors.toCollection(ArrayList::new));

    assertThat(ages.stream().limit(288))
        .isEqualTo(all.stream().limit(288).map(one -> START - one.writtenMillis()).toList());
    assertThat(ages).allSatisfy(age -> assertThat(age).isLessThanOrEqualTo(400 * DAY));
    assertThat(ages.stream().filter(age -> age > DAY && age <= 2 * DAY)).hasSizeBetween(287, 290);
    assertThat(ages.stream().filter(age -> age > 31 * DAY)).hasSizeBetween(367, 371);
    // Of each slot the newest stays.
    assertThat(ages.stream().filter(age -> age > 35 * DAY))
        .allSatisfy(
            age -> assertThat(Math.floorMod(START - age + DAY / 4, DAY)).isLessThan(DAY / 4));
  }

  private static PeerId key(int number) {
    byte[] protobuf = new byte[36];
    System.arraycopy(
        new byte[] {8, 1, 18, 32, (byte) number, (byte) (number >> 8)}, 0, protobuf, 0, 6);
    return PeerId.ofKey(protobuf);
  }
}
