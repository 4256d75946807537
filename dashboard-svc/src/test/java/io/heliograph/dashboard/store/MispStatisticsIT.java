package io.heliograph.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.message.Effect;
import io.heliograph.dashboard.message.Outcome;
import io.heliograph.local.LocalStack;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of MISP-dashboard, key by key and word by word, on a Redis of its own. */
@Tag("processes")
class MispStatisticsIT {
  private static final int BATCH = 64;
  private static final long END_OF_FIRST_DAY = 1_714_435_200;

  private LocalStack stack;

  @BeforeEach
  void start() {
    stack = LocalStack.start(LocalStack.options().redis());
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  private static Map<String, String> expected() {
    Map<String, String> expected = Snapshot.of(Feed.json("redis-expected.json").get("db2"));
    // The seed's login keys are written in addition.
    expected.putAll(Snapshot.of(Feed.json("seed-login-expected.json").get("keys")));
    return expected;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void shouldHaveEveryKeyOfMispDashboardWhenItsFeedIsReplayed(int callMessagesMax) {
    try (Statistics statistics = Statistics.mispInCallsOf(stack.redis().uri(), callMessagesMax)) {
      statistics.count(Feed.read("feed.jsonl"), 500);

      assertThat(Snapshot.differences(expected(), Snapshot.of(statistics))).isEmpty();
    }
  }

  @Test
  void shouldAnswerForEachMessageWhenPartOfACallCameBefore() {
    List<Feed.Line> feed = Feed.read("feed.jsonl");
    try (Statistics statistics = Statistics.misp(stack.redis().uri())) {
      statistics.count(feed.subList(0, 10), BATCH);

      List<Result> results = statistics.countFrom(feed.subList(5, feed.size()), 5);

      assertThat(results.subList(0, 5)).containsOnly(Result.BEHIND);
      assertThat(results.subList(5, results.size())).containsOnly(Result.COUNTED);
      assertThat(Snapshot.differences(expected(), Snapshot.of(statistics))).isEmpty();
    }
  }

  @Test
  void shouldCallTheScriptOnceForManyMessages() {
    try (Statistics statistics = Statistics.mispInCallsOf(stack.redis().uri(), 100)) {
      List<Feed.Line> feed = Feed.read("feed.jsonl");

      statistics.count(feed, 500);

      assertThat(statistics.send(Command.INFO, "commandstats").toString())
          .contains("cmdstat_evalsha:calls=4,");
    }
  }

  @Test
  void shouldPublishWordByWordWhatMispDashboardPublishesWhenItsFeedIsReplayed() {
    List<Listener.Message> expected = new ArrayList<>();
    for (JsonNode message : Feed.json("pubsub-expected.json")) {
      expected.add(
          new Listener.Message(
              message.get("channel").textValue(), message.get("message").textValue()));
    }
    try (Statistics statistics = Statistics.misp(stack.redis().uri());
        Listener listener = new Listener(stack.redis().uri())) {
      statistics.count(Feed.read("feed.jsonl"), BATCH);

      await().untilAsserted(() -> assertThat(listener.heard()).hasSameSizeAs(expected));
      assertThat(listener.heard()).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldCountOnceWhenMessagesComeAgainFromAnyEarlierPlace(long seed) {
    Random random = new Random(seed);
    List<Feed.Line> feed = Feed.read("feed.jsonl");
    try (Statistics statistics = Statistics.misp(stack.redis().uri())) {
      int next = 0;
      while (next < feed.size()) {
        int from = random.nextInt(next + 1);
        int to = Math.min(feed.size(), next + 1 + random.nextInt(40));
        List<Result> results = statistics.countFrom(feed.subList(from, to), from);

        int before = Math.min(next, to) - from;
        assertThat(results.subList(0, before)).allMatch(Result.BEHIND::equals);
        assertThat(results.subList(before, to - from)).allMatch(Result.COUNTED::equals);
        next = Math.max(next, to);
      }

      assertThat(Snapshot.differences(expected(), Snapshot.of(statistics)))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void shouldDoNothingWhenAMessageBeforeItIsMissing() {
    List<Feed.Line> feed = Feed.read("feed.jsonl");
    try (Statistics statistics = Statistics.misp(stack.redis().uri())) {
      statistics.count(feed.subList(0, 10), BATCH);
      Map<String, String> before = Snapshot.of(statistics);

      assertThat(statistics.countAt(feed.get(12), 12)).isEqualTo(Result.GAP);

      assertThat(Snapshot.of(statistics)).isEqualTo(before);
    }
  }

  @Test
  void shouldLoadTheScriptAgainWhenRedisForgotIt() {
    try (Statistics statistics = Statistics.misp(stack.redis().uri())) {
      statistics.send(Command.SCRIPT, "FLUSH");

      statistics.count(Feed.read("feed.jsonl"), BATCH);

      assertThat(Snapshot.differences(expected(), Snapshot.of(statistics))).isEmpty();
    }
  }

  @Test
  void shouldPassOverOneMessageWhenAKeyIsOfAForeignType() {
    List<Feed.Line> feed = Feed.read("feed.jsonl");
    try (Statistics statistics = Statistics.misp(stack.redis().uri())) {
      statistics.send(Command.SET, "CONTRIB_DAY:20240429", "foreign");

      List<Result> results = statistics.count(feed, BATCH);

      assertThat(results).contains(Result.COUNTED).doesNotContain(Result.GAP, Result.BEHIND);
      for (int at = 0; at < results.size(); at++) {
        assertThat(results.get(at) == Result.REFUSED)
            .as("message %d", at)
            .isEqualTo(
                feed.get(at).at() < END_OF_FIRST_DAY
                    && givesPointsOfADay(statistics.outcomes().get(at)));
      }
      assertThat(Statistics.await(statistics.store().nextOffset(Statistics.PARTITION)))
          .isEqualTo(feed.size());
    }
  }

  private static boolean givesPointsOfADay(Outcome outcome) {
    List<Effect> effects =
        switch (outcome) {
          case Outcome.Counted counted -> counted.effects();
          case Outcome.Partly partly -> partly.effects();
          case Outcome.Rejected rejected -> List.of();
        };
    return effects.stream()
        .anyMatch(
            effect ->
                effect instanceof Effect.Contributed contributed
                    && contributed.categoryKind() != Effect.CategoryKind.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Kiritimati, CONTRIB_DAY:20240429, CONTRIB_DAY:20240516, LOGIN_TIMESTAMPSET:202405162",
    "Pacific/Pago_Pago, CONTRIB_DAY:20240428, CONTRIB_DAY:20240515, LOGIN_TIMESTAMPSET:202405151",
  })
  void shouldUseTheDaysOfTheZoneWhenItIsFarFromGreenwich(
      String zone, String first, String last, String login) {
    try (Statistics statistics = Statistics.mispIn(stack.redis().uri(), ZoneId.of(zone))) {
      statistics.count(Feed.read("feed.jsonl"), BATCH);

      List<String> days =
          Snapshot.of(statistics).keySet().stream()
              .filter(key -> key.startsWith("CONTRIB_DAY:"))
              .toList();
      assertThat(days).startsWith(first).endsWith(last);
      assertThat(Snapshot.of(statistics)).containsKey(login);
    }
  }

  @Test
  void shouldGiveDailyKeysALifetimeWhenRetentionIsSet() {
    Duration week = Duration.ofDays(7);
    try (Statistics statistics = Statistics.keptFor(stack.redis().uri(), week)) {
      statistics.count(Feed.read("feed.jsonl"), BATCH);

      assertThat(Snapshot.of(statistics))
          .allSatisfy(
              (key, value) -> {
                if (key.matches("(GEO|TRENDINGS|CONTRIB_(DAY|CATEG)|LOGIN_ORG).*:2024.*")) {
                  assertThat(value.lines().findFirst())
                      .hasValueSatisfying(
                          line -> assertThat(line).as(key).endsWith(" " + week.toSeconds()));
                }
              });
    }
  }

  @Test
  void shouldSayWhatBrokeOffWhenMispDashboardLosesTheRestOfAMessage() {
    try (Statistics statistics = Statistics.misp(stack.redis().uri())) {
      statistics.count(Feed.read("feed.jsonl"), BATCH);

      assertThat(statistics.outcomes())
          .filteredOn(Outcome.Partly.class::isInstance)
          .map(outcome -> ((Outcome.Partly) outcome).detail())
          .contains("Orgc is missing", "the telephone number has no place");
    }
  }
}
