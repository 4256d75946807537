package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
  private record Item(List<String> path, double cost) {}

  private final FairTurns<Item> turns = new FairTurns<>();

  private void add(double cost, String... path) {
    turns.add(List.of(path), new Item(List.of(path), cost));
  }

  /** Serves one and lets it wait again. */
  private Item serve() {
    Item item = turns.next();
    turns.charge(item.path, item.cost);
    turns.add(item.path, item);
    return item;
  }

  /** What each got by the first so many names of its path when all of them always want more. */
  private Map<List<String>, Double> shares(int rounds, int names) {
    Map<List<String>, Double> shares = new HashMap<>();
    for (int i = 0; i < rounds; i++) {
      Item item = serve();
      shares.merge(item.path.subList(0, names), item.cost, Double::sum);
    }
    return shares;
  }

  @Test
  void shouldShareByNameWhenOneHasFiftyMembers() {
    for (int i = 0; i < 50; i++) {
      add(1, "many", "v" + i);
    }
    add(1, "single", "v0");

    Map<List<String>, Double> shares = shares(1_000, 1);

    assertThat(shares.get(List.of("single"))).isBetween(490.0, 510.0);
    Map<List<String>, Double> members = shares(1_000, 2);
    for (int i = 0; i < 50; i++) {
      assertThat(members.get(List.of("many", "v" + i))).isBetween(9.0, 11.0);
    }
  }

  @Test
  void shouldShareWhatItCostsWhenTurnsAreNotAlike() {
    add(20, "expensive", "v");
    add(1, "cheap", "v");

    Map<List<String>, Double> shares = shares(2_100, 1);

    assertThat(shares.get(List.of("cheap"))).isBetween(1_980.0, 2_020.0);
    assertThat(shares.get(List.of("expensive"))).isBetween(1_980.0, 2_020.0);
  }

  @Test
  void shouldShareInAnySchedule() {
    Random random = new Random(34);
    for (int round = 0; round < 20; round++) {
      FairTurns<Item> some = new FairTurns<>();
      int names = 2 + random.nextInt(5);
      for (int name = 0; name < names; name++) {
        int members = 1 + random.nextInt(20);
        for (int member = 0; member < members; member++) {
          List<String> path = List.of("n" + name, "v" + member);
          some.add(path, new Item(path, 0));
        }
      }
      Map<String, Double> shares = new HashMap<>();
      double sum = 0;
      for (int i = 0; i < 5_000; i++) {
        Item item = some.next();
        double cost = random.nextDouble(20);
        some.charge(item.path, cost);
        some.add(item.path, item);
        shares.merge(item.path.getFirst(), cost, Double::sum);
        sum += cost;
      }
      double fair = sum / names;
      shares.forEach((name, share) -> assertThat(share).as(name).isBetween(fair - 40, fair + 40));
    }
  }

  @Test
  void shouldServeNextWhoeverAsksSeldom() {
    for (int i = 0; i < 200; i++) {
      add(20, "greedy" + i, "v");
    }
    shares(500, 1);
    for (int i = 0; i < 20; i++) {
      add(1, "seldom", "v");

      Item next = turns.next();
      turns.charge(next.path, next.cost);

      assertThat(next.path.getFirst()).as("turn %d", i).isEqualTo("seldom");
      shares(100, 1);
    }
  }

  @Test
  void shouldAlwaysServeNextWhoeverTakesLittleWhenItHasAHeadStart() {
    FairTurns<Item> some = new FairTurns<>(Map.of(), 20);
    for (int i = 0; i < 200; i++) {
      List<String> path = List.of("greedy" + i, "v");
      some.add(path, new Item(path, 20));
    }
    Item little = new Item(List.of("little", "v"), 0.01);
    for (int i = -500; i < 5_000; i++) {
      if (i >= 0 && i % 7 == 0) {
        some.add(little.path, little);
      }
      Item item = some.next();
      some.charge(item.path, item.cost);
      if (item.equals(little)) {
        continue;
      }
      assertThat(i < 0 || i % 7 != 0).as("turn %d", i).isTrue();
      some.add(item.path, item);
    }
  }

  @Test
  void shouldNotPunishForUseWithoutCompetition() {
    add(20, "early", "v");
    shares(1_000, 1);
    add(20, "late", "v");

    assertThat(shares(100, 1).get(List.of("early"))).isBetween(960.0, 1_040.0);
  }

  @Test
  void shouldGiveAGroupSeveralTimesAsMuchWhenItWeighsMore() {
    FairTurns<Item> weighted = new FairTurns<>(Map.of("live", 4), 0);
    for (String group : List.of("live", "history")) {
      List<String> path = List.of(group, "n", "v");
      weighted.add(path, new Item(path, 1));
    }
    int live = 0;
    for (int i = 0; i < 1_000; i++) {
      Item item = weighted.next();
      weighted.charge(item.path, 1);
      weighted.add(item.path, item);
      live += item.path.getFirst().equals("live") ? 1 : 0;
    }

    assertThat(live).isBetween(795, 805);
  }

  @Test
  void shouldPassOverWhatMayNotBeServedAndKeepIt() {
    add(1, "a", "v");
    add(2, "a", "v");
    add(3, "b", "v");

    assertThat(turns.next(item -> item.cost == 3).cost).isEqualTo(3);
    assertThat(turns.next(item -> item.cost == 2).cost).isEqualTo(2);
    assertThat(turns.next(item -> item.cost == 7)).isNull();
    assertThat(turns.size()).isEqualTo(1);
    assertThat(turns.next().cost).isEqualTo(1);
    assertThat(turns.next()).isNull();
    assertThat(turns.size()).isZero();
  }

  @Test
  void shouldForgetWhoeverDoesNotWaitWhenThereAreMany() {
    for (int i = 0; i < 50_000; i++) {
      add(1, "n" + i, "v" + i);
      Item item = turns.next();
      turns.charge(item.path, item.cost);
    }

    assertThat(turns.members()).isLessThan(5_000);
  }
}
