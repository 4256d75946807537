package io.heliograph.reconciliation.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two maps become one for bytes that grow with their difference. */
class RangeReconciliationTest {
  /** The contract's table 5.5 plus 20 %, both directions together. */
  @ParameterizedTest
  @CsvSource({"1000,10,4900,3", "10000,100,54000,4"})
  void shouldCostNoMoreThanTheTableWhenFewEntriesDiffer(
      int providers, int differing, int bytes, int rounds) {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      Map<PeerId, AdRef> here = RangeMaps.map(random, providers);
      Map<PeerId, AdRef> there = RangeMaps.changed(random, here, differing);

      Run run = run(here, there);

      assertThat(run.result()).as("seed %d", seed).isEqualTo(there);
      assertThat(run.bytes()).as("seed %d", seed).isLessThanOrEqualTo(bytes * 12L / 10);
      assertThat(run.rounds()).as("seed %d", seed).isLessThanOrEqualTo(rounds);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldFindExactlyTheDifferenceWhateverTheMaps(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      Map<PeerId, AdRef> here = RangeMaps.map(random, random.nextInt(1 << random.nextInt(12)));
      Map<PeerId, AdRef> there =
          random.nextInt(4) == 0
              ? RangeMaps.map(random, random.nextInt(3_000))
              : RangeMaps.changed(random, here, random.nextInt(50));
      here.keySet().removeIf(key -> random.nextInt(30) == 0);
      there.keySet().removeIf(key -> random.nextInt(30) == 0);

      Run run = run(here, there);

      assertThat(run.result()).as("seed %d, pair %d", seed, i).isEqualTo(there);
      Set<PeerId> onlyHere = new TreeSet<>(here.keySet());
      onlyHere.removeAll(there.keySet());
      assertThat(run.onlyHere()).as("seed %d, pair %d", seed, i).isEqualTo(onlyHere);
      assertThat(run.transferred())
          .as("seed %d, pair %d", seed, i)
          .allSatisfy((key, value) -> assertThat(here.get(key)).isNotEqualTo(value));
    }
  }

  @Test
  void shouldTakeAWholeMapInSeveralAnswersWhenItIsLarge() {
    Map<PeerId, AdRef> there = RangeMaps.map(new Random(7), 3 * RangeServer.ITEMS_MAX);

    Run run = run(new HashMap<>(), there);

    assertThat(run.result()).isEqualTo(there);
    assertThat(run.largestAnswer()).isLessThan(1 << 20);
  }

  @Test
  void shouldTakeOneRoundWhenNothingDiffers() {
    Map<PeerId, AdRef> map = RangeMaps.map(new Random(3), 5_000);

    Run run = run(map, new HashMap<>(map));

    assertThat(run.rounds()).isEqualTo(1);
    assertThat(run.bytes()).isLessThan(600);
    assertThat(RangeSet.of(map).root()).isEqualTo(RangeSet.of(new HashMap<>(map)).root());
  }

  @Test
  void shouldHaveAnotherRootWhenOneHeightDiffers() {
    Map<PeerId, AdRef> map = RangeMaps.map(new Random(3), 50);
    Map<PeerId, AdRef> other = new HashMap<>(map);
    PeerId one = map.keySet().iterator().next();
    other.compute(one, (key, value) -> new AdRef(value.cid(), value.height() + 1));

    assertThat(RangeSet.of(other).root()).isNotEqualTo(RangeSet.of(map).root());
  }

  @Test
  void shouldRefuseAMessageThatIsDamaged() {
    Random random = new Random(11);
    RangeMessage message = new RangeClient(RangeSet.of(RangeMaps.map(random, 500))).next();
    byte[] body = message.encode();
    assertThat(RangeMessage.decode(body).encode()).isEqualTo(body);
    RangeServer server = new RangeServer(RangeSet.of(RangeMaps.map(random, 500)));

    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] damaged = Arrays.copyOf(body, random.nextInt(4) == 0 ? body.length / 2 : body.length);
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        // What can be read can also be answered.
        byte[] unused = server.answer(RangeMessage.decode(damaged)).encode();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("message: ");
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(150);
  }

  @Test
  void shouldRefuseRangesThatAreOutOfOrderOrIncomplete() {
    Range whole = new Range(new byte[0], new Range.Done());
    Range low = new Range(new byte[] {1}, new Range.Done());
    Range high = new Range(new byte[] {2}, new Range.Done());

    assertThat(RangeMessage.decode(new RangeMessage(List.of(low, high, whole)).encode()).ranges())
        .hasSize(3);
    for (List<Range> bad :
        List.of(
            List.of(high, low, whole), List.of(low, high), List.of(whole, low), List.<Range>of())) {
      byte[] body = new RangeMessage(bad).encode();
      assertThatThrownBy(() -> RangeMessage.decode(body))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private record Run(
      Map<PeerId, AdRef> result,
      Map<PeerId, AdRef> transferred,
      Set<PeerId> onlyHere,
      int rounds,
      long bytes,
      int largestAnswer) {}

  private static Run run(Map<PeerId, AdRef> here, Map<PeerId, AdRef> there) {
    RangeClient client = new RangeClient(RangeSet.of(here));
    RangeServer server = new RangeServer(RangeSet.of(there));
    long bytes = 0;
    int largest = 0;
    for (RangeMessage next = client.next(); next != null; next = client.next()) {
      byte[] question = next.encode();
      byte[] answer = server.answer(RangeMessage.decode(question)).encode();
      bytes += question.length + answer.length;
      largest = Math.max(largest, answer.length);
      client.answered(RangeMessage.decode(answer));
      assertThat(client.rounds()).isLessThanOrEqualTo(RangeClient.ROUNDS_MAX);
    }
    Map<PeerId, AdRef> result = new HashMap<>(here);
    result.putAll(client.theirs());
    result.keySet().removeAll(client.onlyHere());
    return new Run(result, client.theirs(), client.onlyHere(), client.rounds(), bytes, largest);
  }
}
