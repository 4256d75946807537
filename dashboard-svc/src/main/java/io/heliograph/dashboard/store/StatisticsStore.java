package io.heliograph.dashboard.store;

import io.heliograph.event.StatisticsKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statistics: one call of {@code apply.lua} per message, many in one round trip. The
 * script does all of a message or nothing and remembers its offset in the same step, so a message
 * that comes again changes nothing, whoever brings it. One thread writes; nothing here blocks.
 */
public final class StatisticsStore {
  private static final String LAYOUT = "1";

  private final Redis redis;
  private final StatisticsScript script = StatisticsScript.load();
  private final EffectArguments arguments;

  /**
   * @param redis connected to the database of the statistics
   */
  public StatisticsStore(Redis redis, Layout layout) {
    this.redis = redis;
    this.arguments = new EffectArguments(script, layout);
  }

  /** Loads the script and marks the layout (contract dashboard.md section 1). */
  public Future<Void> prepare() {
    return redis
        .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.text()))
        .compose(loaded -> redis.send(Request.cmd(Command.GET).arg(StatisticsKeys.LAYOUT_VERSION)))
        .compose(
            version ->
                isCurrent(version) ? Future.<@Nullable Void>succeededFuture() : renewLayout());
  }

  private static boolean isCurrent(@Nullable Response version) {
    return version != null && version.toString().matches("[1-9]\\d*");
  }

  private Future<@Nullable Void> renewLayout() {
    return redis
        .batch(
            List.of(
                Request.cmd(Command.DEL).arg(StatisticsKeys.LIVE_LOG),
                Request.cmd(Command.SET).arg(StatisticsKeys.LAYOUT_VERSION).arg(LAYOUT)))
        .mapEmpty();
  }

  /** The next offset of that partition, {@link Position#NONE} when none of it was counted. */
  public Future<Long> nextOffset(String partition) {
    return redis
        .send(Request.cmd(Command.HGET).arg(StatisticsKeys.OFFSETS).arg(partition))
        .map(stored -> stored == null ? Position.NONE : Long.parseLong(stored.toString()));
  }

  /** Counts these entries in their order; the results have the same order. */
  public Future<List<Result>> apply(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<Request> calls = new ArrayList<>(entries.size());
    entries.forEach(entry -> calls.add(arguments.call(entry)));
    return redis
        .batch(calls)
        .recover(
            failure ->
                isScriptLost(failure)
                    ? prepare().compose(loaded -> redis.batch(calls))
                    : Future.failedFuture(failure))
        .map(StatisticsStore::results);
  }

  private static boolean isScriptLost(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("NOSCRIPT");
  }

  private static List<Result> results(List<Response> replies) {
    return replies.stream().map(reply -> Result.of(reply.toLong())).toList();
  }
}
