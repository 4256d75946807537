package io.heliograph.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells how far a migration is until it has ended, also over restarts of the hub. */
final class MigrationWatch {
  private static final long LOOK_MILLIS = 250;
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final MigrationApi api;
  private final Progress progress;
  private final Duration patience;
  private String told = "";
  private long toldNanos;

  /**
   * @param patience how long the hub may not answer
   */
  MigrationWatch(MigrationApi api, Progress progress, Duration patience) {
    this.api = api;
    this.progress = progress;
    this.patience = patience;
  }

  /** Whether everything has been copied when it has ended; what was not is named. */
  boolean watch(String id) throws InterruptedException {
    JsonNode state = answered(() -> api.show(id));
    while (!state.has("ended")) {
      tell(line(state), false);
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      state = answered(() -> api.show(id));
    }
    tell(line(state), true);
    long missing = nameRejected(id) + state.path("gone").asLong();
    if (state.path("gone").asLong() > 0) {
      progress.say(
          state.path("gone").asLong() + " offsets were gone from the source before they were read");
    }
    String end = state.path("state").asText();
    progress.say("migration " + id + " is " + end);
    return end.equals("done") && missing == 0;
  }

  private static String line(JsonNode state) {
    String line =
        "copied "
            + (state.path("copied").asLong() + state.path("tombstones").asLong())
            + ", rejected "
            + state.path("rejected").asLong()
            + ", remaining "
            + state.path("remaining").asLong();
    long rate = state.path("records_per_second").asLong();
    if (rate > 0 && !state.has("ended")) {
      line += ", " + rate + "/s";
    }
    String trouble = state.path("trouble").asText("");
    String paused = state.path("state").asText().equals("paused") ? ", paused" : "";
    return line + paused + (trouble.isEmpty() ? "" : ", trouble: " + trouble);
  }

  private void tell(String line, boolean atOnce) {
    boolean due = System.nanoTime() - toldNanos >= TELL_NANOS || told.isEmpty();
    if (!line.equals(told) && (due || atOnce)) {
      progress.say(line);
      told = line;
      toldNanos = System.nanoTime();
    }
  }

  private long nameRejected(String id) throws InterruptedException {
    JsonNode rejected = answered(() -> api.rejected(id));
    for (JsonNode record : rejected.path("records")) {
      progress.say(
          "rejected "
              + record.path("topic").asText()
              + " partition "
              + record.path("partition").asInt()
              + " offset "
              + record.path("offset").asLong()
              + ": "
              + record.path("reason").asText());
    }
    long count = rejected.path("rejected").asLong();
    long unlisted = count - rejected.path("records").size();
    if (unlisted > 0) {
      progress.say("and " + unlisted + " more, see the dispatcher's log");
    }
    return count;
  }

  /** Asks the hub. */
  private interface Question {
    Optional<JsonNode> ask() throws InterruptedException;
  }

  private JsonNode answered(Question question) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<JsonNode> answer = question.ask();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - giveUp > 0) {
        throw new HubException(
            "the hub has not answered for "
                + patience.toSeconds()
                + " s; the migration goes on when it is back");
      }
      tell("the hub does not answer; waiting", false);
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
