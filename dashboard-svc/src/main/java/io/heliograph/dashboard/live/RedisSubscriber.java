package io.heliograph.dashboard.live;

import io.heliograph.dashboard.core.RedisSettings;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.event.StatisticsKeys;
import io.heliograph.kit.thread.FatalErrors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The subscription to Redis' channels, one connection for all pages; {@link Subscription} decides
 * when it is renewed. Runs on one context of the event loops and never blocks.
 */
@ApplicationScoped
class RedisSubscriber {
  private static final Logger LOG = Logger.getLogger(RedisSubscriber.class);
  private static final long WATCH_MILLIS = 3_000;
  private static final long PAUSE_MILLIS = 1_000;
  private static final long PAUSE_MILLIS_MAX = 5_000;

  private final Vertx vertx;
  private final Map<String, LiveStream> streams = new LinkedHashMap<>();
  private final String log;
  private final Context context;
  private final Redis redis;
  private final Subscription subscription;
  private final Counter attempts;

  RedisSubscriber(Vertx vertx, Uses uses, LiveSettings settings) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.redis = Redis.createClient(vertx, uses.redis().uri());
    StatisticsSettings statistics = uses.statistics();
    this.log = statistics.live().channel();
    String incarnation = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    for (String channel :
        new String[] {
          log,
          StatisticsKeys.CHANNEL_MAP,
          StatisticsKeys.CHANNEL_CONTRIBUTOR,
          StatisticsKeys.CHANNEL_AWARDS
        }) {
      streams.put(
          channel,
          new LiveStream(incarnation, settings.replayBufferMax(), settings.charactersMax()));
    }
    this.subscription =
        new Subscription(
            this::connect,
            this::later,
            new Subscription.Settings(
                WATCH_MILLIS,
                PAUSE_MILLIS,
                PAUSE_MILLIS_MAX,
                bound -> ThreadLocalRandom.current().nextLong(bound)));
    this.attempts =
        Counter.builder("dashboard_live_subscriptions")
            .description("Attempts to subscribe to the channels of Redis")
            .register(uses.meters());
    Gauge.builder("dashboard_live_up", this, subscriber -> subscriber.isUp() ? 1 : 0)
        .description("1 while the service is subscribed to the channels of Redis, else 0")
        .register(uses.meters());
  }

  /** What it is made of. */
  @Singleton
  record Uses(RedisSettings redis, StatisticsSettings statistics, MeterRegistry meters) {}

  LiveStream log() {
    return stream(log);
  }

  LiveStream map() {
    return stream(StatisticsKeys.CHANNEL_MAP);
  }

  LiveStream contributors() {
    return stream(StatisticsKeys.CHANNEL_CONTRIBUTOR);
  }

  LiveStream awards() {
    return stream(StatisticsKeys.CHANNEL_AWARDS);
  }

  private LiveStream stream(String channel) {
    LiveStream stream = streams.get(channel);
    if (stream == null) {
      throw new IllegalArgumentException(channel);
    }
    return stream;
  }

  /** Whether what is published comes here; false while Redis is away. */
  boolean isUp() {
    return subscription.isUp();
  }

  void start(@Observes StartupEvent started) {
    context.exceptionHandler(
        failure -> {
          FatalErrors.check(failure);
          LOG.error("live channels failed", failure);
        });
    context.runOnContext(turn -> subscription.start());
  }

  void stop(@Observes ShutdownEvent stopped) {
    context.runOnContext(turn -> subscription.stop());
    redis.close();
  }

  private void later(long millis, Runnable then) {
    vertx.setTimer(millis, timer -> context.runOnContext(turn -> then.run()));
  }

  private Subscription.Connection connect(Subscription.Attempt attempt) {
    attempts.increment();
    Connected connected = new Connected(attempt);
    connected.begin();
    return connected;
  }

  /** One connection of its own; each of its callbacks is brought to the one context. */
  private final class Connected implements Subscription.Connection {
    private final Subscription.Attempt attempt;
    private @Nullable RedisConnection connection;
    private int confirmed;
    private boolean closed;

    private Connected(Subscription.Attempt attempt) {
      this.attempt = attempt;
    }

    private void begin() {
      redis
          .connect()
          .onComplete(
              made ->
                  context.runOnContext(
                      turn -> {
                        if (made.failed()) {
                          down(made.cause().toString());
                        } else {
                          opened(made.result());
                        }
                      }));
    }

    private void opened(RedisConnection opened) {
      connection = opened;
      if (closed) {
        opened.close();
        return;
      }
      opened.handler(push -> context.runOnContext(turn -> received(push)));
      opened.endHandler(ended -> context.runOnContext(turn -> down("closed")));
      opened.exceptionHandler(broken -> context.runOnContext(turn -> down(broken.toString())));
      Request request = Request.cmd(Command.SUBSCRIBE);
      streams.keySet().forEach(request::arg);
      opened
          .send(request)
          .onFailure(failure -> context.runOnContext(turn -> down(failure.toString())));
    }

    private void received(Response push) {
      if (!attempt.isCurrent()) {
        return;
      }
      attempt.heard();
      if (push.type() == ResponseType.ERROR) {
        down(push.toString());
      } else if (push.size() == 3 && push.get(0).toString().equals("subscribe")) {
        confirmed++;
        if (confirmed == streams.size()) {
          attempt.subscribed();
        }
      } else if (push.size() == 3 && push.get(0).toString().equals("message")) {
        LiveStream stream = streams.get(push.get(1).toString());
        if (stream != null) {
          stream.publish(push.get(2).toString());
        }
      }
    }

    private void down(String reason) {
      if (attempt.isCurrent()) {
        LOG.debugf("channels away reason=%s", reason);
        attempt.down();
      }
    }

    @Override
    public void ping() {
      if (connection != null) {
        connection
            .send(Request.cmd(Command.PING))
            .onSuccess(pong -> context.runOnContext(turn -> attempt.heard()));
      }
    }

    @Override
    public void close() {
      closed = true;
      if (connection != null) {
        connection.close();
      }
    }
  }
}
