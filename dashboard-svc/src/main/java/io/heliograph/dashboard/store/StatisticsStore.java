package io.heliograph.dashboard.store;

import io.heliograph.event.StatisticsKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statistics: calls of {@code apply.lua}, each with many messages, many in one round
 * trip. The script does all of its messages or nothing and remembers the offset in the same step,
 * so a message that comes again changes nothing, whoever brings it. One thread writes; nothing here
 * blocks.
 */
public final class StatisticsStore {
  private static final String LAYOUT = "1";

  private final Redis redis;
  private final StatisticsScript script = StatisticsScript.load();
  private final ScriptCalls calls;
  private final LongAdder dropped = new LongAdder();

  /**
   * @param redis connected to the database of the statistics
   */
  public StatisticsStore(Redis redis, Layout layout, CallSize size) {
    this.redis = redis;
    this.calls = new ScriptCalls(script, layout, size);
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
    List<Request> requests = calls.of(entries);
    return redis
        .batch(requests)
        .recover(
            failure ->
                isScriptLost(failure)
                    ? prepare().compose(loaded -> redis.batch(requests))
                    : Future.failedFuture(failure))
        .map(this::results);
  }

  private static boolean isScriptLost(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("NOSCRIPT");
  }

  /** How much was left out since the start because a key is full. Thread-safe. */
  public long dropped() {
    return dropped.sum();
  }

  /** Each call answers with a number for each of its messages, and how much was left out. */
  private List<Result> results(List<Response> replies) {
    List<Result> results = new ArrayList<>();
    for (Response reply : replies) {
      int messages = reply.size() - 1;
      for (int at = 0; at < messages; at++) {
        results.add(Result.of(reply.get(at).toLong()));
      }
      dropped.add(reply.get(messages).toLong());
    }
    return results;
  }
}
