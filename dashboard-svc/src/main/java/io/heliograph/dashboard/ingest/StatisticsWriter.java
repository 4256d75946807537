package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.message.Effect;
import io.heliograph.dashboard.message.MessageContext;
import io.heliograph.dashboard.message.Outcome;
import io.heliograph.dashboard.message.Rejection;
import io.heliograph.dashboard.store.Entry;
import io.heliograph.dashboard.store.Position;
import io.heliograph.dashboard.store.Result;
import io.heliograph.dashboard.store.StatisticsStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the records of one partition in their order: refused ones are durable in their topic
 * before the script moves the offset over them. Used by the counting thread alone; it blocks that
 * thread.
 */
final class StatisticsWriter {
  private final Records kinds;
  private final StatisticsStore store;
  private final RejectedMessages rejected;
  private final IngestMetrics metrics;
  private final Duration timeout;

  StatisticsWriter(
      Records kinds,
      StatisticsStore store,
      RejectedMessages rejected,
      IngestMetrics metrics,
      Duration timeout) {
    this.kinds = kinds;
    this.store = store;
    this.rejected = rejected;
    this.metrics = metrics;
    this.timeout = timeout;
  }

  /** Whether Redis is as we need it: the script loaded, the layout marked. */
  void prepare() throws InterruptedException, RedisFailedException {
    var unused = await(store.prepare());
  }

  /** The next offset of that partition, {@link Position#NONE} when it is new. */
  long nextOffset(String partition) throws InterruptedException, RedisFailedException {
    return await(store.nextOffset(partition));
  }

  /**
   * Counts these.
   *
   * @param expected the next offset as Redis has it
   * @return false when Redis has another one: nothing after that was counted
   */
  boolean count(String partition, long expected, List<ConsumerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException, TimeoutException, RedisFailedException {
    List<Entry> entries = new ArrayList<>(records.size());
    List<Outcome> outcomes = new ArrayList<>(records.size());
    long next = expected;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      MessageContext context = kinds.context(record);
      Position position = new Position(partition, next, record.offset());
      Outcome outcome = kinds.outcome(record, context);
      outcomes.add(outcome);
      entries.add(new Entry(position, context, effects(record, outcome)));
      next = record.offset() + 1;
    }
    rejected.confirm();
    long startNanos = System.nanoTime();
    List<Result> results = await(store.apply(entries));
    metrics.roundTrip(System.nanoTime() - startNanos);
    return judge(records, outcomes, results);
  }

  private List<Effect> effects(ConsumerRecord<byte[], byte[]> record, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Counted counted -> counted.effects();
      case Outcome.Partly partly -> {
        rejected.add(record, partly.rejection(), partly.detail(), true);
        yield partly.effects();
      }
      case Outcome.Rejected none -> {
        rejected.add(record, none.rejection(), none.detail(), false);
        yield List.of();
      }
    };
  }

  private boolean judge(
      List<ConsumerRecord<byte[], byte[]>> records, List<Outcome> outcomes, List<Result> results)
      throws ExecutionException, InterruptedException, TimeoutException, RedisFailedException {
    boolean whole = true;
    for (int at = 0; at < results.size(); at++) {
      switch (results.get(at)) {
        case COUNTED -> measure(outcomes.get(at));
        case BEHIND -> metrics.again();
        case GAP -> whole = false;
        case REFUSED -> {
          Rejection rejection = Rejection.REFUSED_BY_STORE;
          metrics.rejected(rejection);
          rejected.add(
              records.get(at), rejection, "a key in Redis has a foreign type or value", true);
        }
      }
    }
    rejected.confirm();
    return whole;
  }

  /** Once it counts, so that what is tried again is measured once. */
  private void measure(Outcome outcome) {
    switch (outcome) {
      case Outcome.Counted _ -> metrics.counted();
      case Outcome.Partly partly -> metrics.partly(partly.rejection());
      case Outcome.Rejected none -> metrics.rejected(none.rejection());
    }
  }

  private <T> T await(Future<T> future) throws InterruptedException, RedisFailedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new RedisFailedException("no answer within " + timeout.toMillis() + " ms", silent);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      throw new RedisFailedException(
          String.valueOf(cause == null ? failure : cause.getMessage()), failure);
    }
  }
}
