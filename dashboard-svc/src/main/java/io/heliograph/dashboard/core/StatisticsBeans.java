package io.heliograph.dashboard.core;

import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.store.CallSize;
import io.heliograph.dashboard.store.Layout;
import io.heliograph.dashboard.store.StatisticsStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes the plain classes from the configuration. */
final class StatisticsBeans {
  /** Replies that may be outstanding: over a batch of the consumer and what pages ask. */
  private static final int OUTSTANDING_MAX = 8_192;

  private static final int CONNECTIONS_MAX = 8;

  @Produces
  @Singleton
  Rules rules(StatisticsSettings settings) {
    return new Rules(
        isMisp(settings),
        settings.geo().member() == StatisticsSettings.Member.SEED,
        settings.timeZone(),
        new Rules.Live(
            settings.live().channel(),
            settings.live().bytesMax(),
            settings.live().lineCharactersMax()));
  }

  @Produces
  @Singleton
  Layout layout(StatisticsSettings settings) {
    return new Layout(
        settings.redis().database(),
        settings.redis().diagnosticDatabase(),
        isMisp(settings),
        settings.timeZone(),
        settings.retention().orElse(Duration.ZERO),
        new Layout.Limits(
            settings.limits().membersMax(),
            settings.limits().memberBytesMax(),
            settings.limits().categoriesMax()));
  }

  /** Of the counting thread alone. */
  @Produces
  @Singleton
  StatisticsStore store(
      StatisticsRedis redis, Layout layout, StatisticsSettings settings, MeterRegistry meters) {
    StatisticsSettings.Keys keys = settings.redis();
    StatisticsStore store =
        new StatisticsStore(
            redis.client(), layout, new CallSize(keys.callMessagesMax(), keys.callCharactersMax()));
    FunctionCounter.builder("dashboard_statistics_dropped", store, StatisticsStore::dropped)
        .description("Members left out because a key is full (hub.statistics.limits)")
        .register(meters);
    return store;
  }

  @Produces
  @Singleton
  Geolocator geolocator(StatisticsSettings settings) {
    List<Path> files = settings.geo().databases().orElse(List.of());
    return files.isEmpty() && settings.geo().builtIn()
        ? Geolocator.builtIn(isMisp(settings))
        : new Geolocator(files, isMisp(settings));
  }

  /** The database of the statistics; every key of ours is in it. */
  @Produces
  @Singleton
  StatisticsRedis redis(Vertx vertx, RedisSettings redis, StatisticsSettings settings) {
    return new StatisticsRedis(
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(address(redis.uri(), settings.redis().database()))
                .setMaxPoolSize(CONNECTIONS_MAX)
                .setMaxPoolWaiting(OUTSTANDING_MAX)
                .setMaxWaitingHandlers(OUTSTANDING_MAX)));
  }

  void close(@Disposes StatisticsRedis redis) {
    redis.client().close();
  }

  private static String address(String uri, int database) {
    URI server = URI.create(uri);
    return server.getScheme() + "://" + server.getRawAuthority() + "/" + database;
  }

  private static boolean isMisp(StatisticsSettings settings) {
    return settings.compatibility() == StatisticsSettings.Compatibility.MISP;
  }
}
