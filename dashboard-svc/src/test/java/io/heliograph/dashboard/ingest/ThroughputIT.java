package io.heliograph.dashboard.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.store.Statistics;
import io.heliograph.local.LocalStack;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a message costs in Redis from HTTP to its last effect: nothing here depends on the machine's
 * speed. Processor time is measured by the module bench.
 */
@Tag("processes")
class ThroughputIT {
  private static final Pattern CALLS = Pattern.compile("cmdstat_(\\w+):calls=(\\d+)");

  /** The original needs about 125. */
  private static final int COMMANDS_MAX = 20;

  private static final int TIMES = 10;

  @TempDir Path folder;

  @Test
  void shouldNeedFewCommandsPerMessageWhenManyAreReplayed() throws Exception {
    String feed = Feed.text("feed.jsonl");
    long messages = feed.lines().count() * TIMES;
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis());
        Statistics redis = Statistics.misp(stack.redis().uri());
        DashboardProcess service = new DashboardProcess(stack, folder).start()) {
      service.awaitReady();
      long scriptsBefore = calls(redis, "evalsha");
      long commandsBefore = calls(redis, "\\w+");

      MispFeed.count(service, feed.repeat(TIMES));

      assertThat(calls(redis, "evalsha") - scriptsBefore).isLessThan(messages / 4);
      assertThat(calls(redis, "\\w+") - commandsBefore)
          .as("those within scripts included")
          .isLessThan(messages * COMMANDS_MAX);
    }
  }

  private static long calls(Statistics redis, String command) {
    Matcher calls = CALLS.matcher(redis.send(Command.INFO, "commandstats").toString());
    long sum = 0;
    while (calls.find()) {
      sum += calls.group(1).matches(command) ? Long.parseLong(calls.group(2)) : 0;
    }
    return sum;
  }
}
