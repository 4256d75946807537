package io.heliograph.dashboard.store;

import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.dashboard.message.MessageContext;
import io.heliograph.dashboard.message.MessageHandler;
import io.heliograph.dashboard.message.Outcome;
import io.heliograph.dashboard.message.Rules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The core on a real Redis, without Kafka: offsets count from 0. */
public final class Statistics implements AutoCloseable {
  static final String PARTITION = "topic:0";
  static final int DATABASE = 2;
  private static final Path VECTORS = Path.of("src/test/resources/misp");

  /** The first knows one address, of which it says nothing. */
  private static final List<Path> GEO =
      List.of(VECTORS.resolve("geo-nowhere.mmdb"), VECTORS.resolve("geo-test-city.mmdb"));

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final CallSize MANY = new CallSize(64, 1 << 20);

  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;
  private final MessageHandler handler;
  private final StatisticsStore store;
  private final List<Outcome> outcomes = new ArrayList<>();
  private long next;

  private Statistics(String uri, Layout layout, CallSize size) {
    boolean misp = layout.misp();
    redis = Redis.createClient(vertx, uri + "/" + DATABASE);
    handler =
        new MessageHandler(
            new Rules(misp, false, layout.zone(), "1", 8 << 20), new Geolocator(GEO, misp));
    store = new StatisticsStore(redis, layout, size);
    await(store.prepare());
  }

  private static Layout layout(boolean misp, ZoneId zone, Duration kept) {
    return new Layout(DATABASE, 3, misp, zone, kept);
  }

  public static Statistics misp(String uri) {
    return mispInCallsOf(uri, 64);
  }

  /** As MISP-dashboard, with at most that many messages in a call of the script. */
  static Statistics mispInCallsOf(String uri, int messages) {
    return new Statistics(
        uri, layout(true, UTC, Duration.ZERO), new CallSize(messages, MANY.characters()));
  }

  public static Statistics corrected(String uri) {
    return new Statistics(uri, layout(false, UTC, Duration.ZERO), MANY);
  }

  public static Statistics mispIn(String uri, ZoneId zone) {
    return new Statistics(uri, layout(true, zone, Duration.ZERO), MANY);
  }

  public static Statistics keptFor(String uri, Duration kept) {
    return new Statistics(uri, layout(true, UTC, kept), MANY);
  }

  /** Corrected, with other limits than the default. */
  static Statistics limited(String uri, Layout.Limits limits) {
    return new Statistics(
        uri, new Layout(DATABASE, 3, false, UTC, Duration.ofDays(30), limits), MANY);
  }

  /** Once more what a start does, after everything was removed. */
  void begin() {
    await(store.prepare());
  }

  /** Counts these, in one round trip each of {@code batch}. */
  public List<Result> count(List<Feed.Line> lines, int batch) {
    List<Result> results = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += batch) {
      List<Entry> entries = new ArrayList<>();
      for (Feed.Line line : lines.subList(from, Math.min(lines.size(), from + batch))) {
        entries.add(entry(line, next));
        next++;
      }
      results.addAll(await(store.apply(entries)));
    }
    return results;
  }

  /** Counts these in one round trip as if the first had that offset. */
  List<Result> countFrom(List<Feed.Line> lines, long offset) {
    List<Entry> entries = new ArrayList<>();
    for (Feed.Line line : lines) {
      entries.add(entry(line, offset + entries.size()));
    }
    return await(store.apply(entries));
  }

  /** Counts one message as if it had that offset. */
  Result countAt(Feed.Line line, long offset) {
    return await(store.apply(List.of(entry(line, offset)))).getFirst();
  }

  private Entry entry(Feed.Line line, long offset) {
    MessageContext context = new MessageContext(line.feed(), line.at() * 1000);
    Outcome outcome = handler.handle(line.frame(), context);
    outcomes.add(outcome);
    Position position = new Position(PARTITION, offset == 0 ? Position.NONE : offset, offset);
    return switch (outcome) {
      case Outcome.Counted counted -> new Entry(position, context, counted.effects());
      case Outcome.Partly partly -> new Entry(position, context, partly.effects());
      case Outcome.Rejected rejected -> new Entry(position, context, List.of());
    };
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  StatisticsStore store() {
    return store;
  }

  public Response send(Command command, String... arguments) {
    Request request = Request.cmd(command);
    for (String argument : arguments) {
      request.arg(argument);
    }
    return await(redis.send(request));
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    redis.close();
    await(vertx.close());
  }
}
