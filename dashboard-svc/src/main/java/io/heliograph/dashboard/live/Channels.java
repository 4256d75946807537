package io.heliograph.dashboard.live;

import io.heliograph.dashboard.core.RedisSettings;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.event.StatisticsKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The subscription to Redis' channels, one connection for all pages, made again a second after it
 * broke. Runs on an event loop and never blocks.
 */
@ApplicationScoped
class Channels {
  private static final Logger LOG = Logger.getLogger(Channels.class);
  private static final long AGAIN_MILLIS = 1_000;

  private final Vertx vertx;
  private final Map<String, LiveStream> streams = new LinkedHashMap<>();
  private final String log;
  private final String uri;
  private volatile boolean stopping;
  private @Nullable Redis redis;

  Channels(Vertx vertx, RedisSettings redis, StatisticsSettings statistics, LiveSettings settings) {
    this.vertx = vertx;
    this.uri = redis.uri();
    this.log = statistics.live().channel();
    String incarnation = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    for (String channel :
        new String[] {
          log,
          StatisticsKeys.CHANNEL_MAP,
          StatisticsKeys.CHANNEL_CONTRIBUTOR,
          StatisticsKeys.CHANNEL_AWARDS
        }) {
      streams.put(channel, new LiveStream(incarnation, settings.keptMax()));
    }
  }

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

  void start(@Observes StartupEvent started) {
    redis = Redis.createClient(vertx, uri);
    connect();
  }

  void stop(@Observes ShutdownEvent stopped) {
    stopping = true;
    if (redis != null) {
      redis.close();
    }
  }

  private void connect() {
    Redis client = redis;
    if (stopping || client == null) {
      return;
    }
    client
        .connect()
        .compose(this::subscribe)
        .onFailure(
            failure -> {
              LOG.debugf("channels away reason=%s", failure.toString());
              again();
            });
  }

  private io.vertx.core.Future<Response> subscribe(RedisConnection connection) {
    connection.handler(this::received);
    connection.endHandler(ended -> again());
    connection.exceptionHandler(broken -> connection.close());
    Request request = Request.cmd(Command.SUBSCRIBE);
    streams.keySet().forEach(request::arg);
    return connection.send(request);
  }

  private void again() {
    if (!stopping) {
      vertx.setTimer(AGAIN_MILLIS, timer -> connect());
    }
  }

  private void received(Response push) {
    if (push.size() == 3 && push.get(0).toString().equals("message")) {
      LiveStream stream = streams.get(push.get(1).toString());
      if (stream != null) {
        stream.publish(push.get(2).toString());
      }
    }
  }
}
