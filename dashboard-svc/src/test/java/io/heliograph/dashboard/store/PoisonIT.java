package io.heliograph.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.message.Outcome;
import io.heliograph.dashboard.message.Rejection;
import io.heliograph.local.LocalStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ends MISP-dashboard's process changes nothing here and is told apart. */
@Tag("processes")
class PoisonIT {

  @Test
  void shouldChangeNothingAndGiveAReasonWhenAMessageIsPoison() {
    try (LocalStack stack = LocalStack.start(LocalStack.options().redis());
        Statistics statistics = Statistics.corrected(stack.redis().uri())) {
      statistics.count(Feed.read("feed.jsonl"), 64);
      Map<String, String> before = Snapshot.of(statistics);
      List<Feed.Line> poison =
          Feed.read("poison.jsonl").stream().filter(PoisonIT::isPoison).toList();
      statistics.outcomes().clear();

      List<Result> results = statistics.count(poison, 64);

      assertThat(Snapshot.differences(before, Snapshot.of(statistics))).isEmpty();
      assertThat(results).hasSize(16).containsOnly(Result.COUNTED);
      assertThat(statistics.outcomes())
          .map(PoisonIT::rejection)
          .containsExactly(
              Rejection.NOT_JSON,
              Rejection.NO_BODY,
              Rejection.NOT_AN_OBJECT,
              Rejection.BAD_TIMESTAMP,
              Rejection.BAD_TIMESTAMP,
              Rejection.WRONG_TYPE,
              Rejection.WRONG_TYPE,
              Rejection.WRONG_TYPE,
              Rejection.WRONG_TYPE,
              Rejection.WRONG_TYPE,
              Rejection.WRONG_TYPE,
              Rejection.BAD_TIMESTAMP,
              Rejection.NO_PLACE,
              Rejection.WRONG_TYPE,
              Rejection.UNKNOWN_TOPIC,
              Rejection.MEMBER_MISSING);
    }
  }

  /** A number of no country is none: corrected, it counts without a place. */
  private static boolean isPoison(Feed.Line line) {
    return !new String(line.frame(), StandardCharsets.UTF_8).contains("+800 ");
  }

  private static Rejection rejection(Outcome outcome) {
    return ((Outcome.Rejected) outcome).rejection();
  }
}
