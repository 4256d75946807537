package io.heliograph.dispatcher.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.disk.Disk.Use;
import io.heliograph.dispatcher.disk.DiskState.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rule on a clock that the test moves. */
class DiskRuleTest {
  private static final Disk CONTENT = new Disk(Use.CONTENT, "content");
  private static final Disk BROKER = new Disk(Use.KAFKA, "kafka broker 1 /log");
  private static final Disk OTHER = new Disk(Use.KAFKA, "kafka broker 2 /log");

  private final DiskRule rule = new DiskRule(FreeMin.parse("10%"));
  private long nowMillis = 5_000;

  private DiskState look(Disk disk, long free) {
    nowMillis += 5_000;
    return rule.look(nowMillis, Map.of(disk, Optional.of(new Space(1_000, free))));
  }

  private DiskState silent(long afterMillis, Disk... asked) {
    nowMillis += afterMillis;
    return asked.length == 0
        ? rule.look(nowMillis, Map.of())
        : rule.look(nowMillis, Map.of(asked[0], Optional.empty()));
  }

  private static List<String> shortOnes(DiskState state) {
    return state.disks().stream().filter(Seen::isShort).map(seen -> seen.disk().name()).toList();
  }

  @Test
  void shouldBeShortBelowTheBoundOnly() {
    assertThat(shortOnes(look(CONTENT, 100))).isEmpty();
    assertThat(shortOnes(look(CONTENT, 99))).containsExactly("content");
  }

  @Test
  void shouldNotChangeWithEachEventNearTheBound() {
    look(CONTENT, 99);

    assertThat(shortOnes(look(CONTENT, 100))).containsExactly("content");
    assertThat(shortOnes(look(CONTENT, 109))).containsExactly("content");
    assertThat(shortOnes(look(CONTENT, 110))).isEmpty();
    assertThat(shortOnes(look(CONTENT, 101))).isEmpty();
    assertThat(shortOnes(look(CONTENT, 99))).containsExactly("content");
  }

  @Test
  void shouldStayAsItWasForAMinuteWhenADiskDoesNotTell() {
    look(BROKER, 5);

    assertThat(shortOnes(silent(30_000))).containsExactly(BROKER.name());
    assertThat(shortOnes(silent(29_999, BROKER))).containsExactly(BROKER.name());
    DiskState later = silent(1, BROKER);

    assertThat(shortOnes(later)).isEmpty();
    assertThat(later.disks()).containsExactly(new Seen(BROKER, Optional.empty(), false));
    assertThat(shortOnes(look(BROKER, 5))).containsExactly(BROKER.name());
  }

  @Test
  void shouldForgetABrokerThatIsGone() {
    look(BROKER, 5);
    look(OTHER, 500);

    assertThat(silent(60_000).disks()).isEmpty();
  }

  @Test
  void shouldRefuseNothingWhenABrokerNeverTold() {
    DiskState state = silent(1, BROKER);

    assertThat(state.disks()).containsExactly(new Seen(BROKER, Optional.empty(), false));
    assertThat(state.shortest(Set.of(Use.KAFKA))).isEmpty();
  }

  @Test
  void shouldNameTheDiskWithTheLeastRoomOfThoseThatCount() {
    look(CONTENT, 1);
    look(BROKER, 20);
    DiskState state = look(OTHER, 10);

    assertThat(state.shortest(Set.of(Use.KAFKA)).map(Seen::disk)).contains(OTHER);
    assertThat(state.shortest(Set.of(Use.KAFKA, Use.CONTENT)).map(Seen::disk)).contains(CONTENT);
    assertThat(state.told(state.shortest(Set.of(Use.KAFKA)).orElseThrow()))
        .isEqualTo(
            "disk kafka broker 2 /log has 10 of 1000 bytes free, wanted are 100:"
                + " hub.disk.free-min=10%");
  }

  @Test
  void shouldSayWhichDiskSoManyMoreBytesWouldMakeShort() {
    look(BROKER, 101);
    DiskState state = look(CONTENT, 300);

    assertThat(state.shortAfter(200)).isEmpty();
    assertThat(state.shortAfter(201).map(Seen::disk)).contains(CONTENT);
  }
}
