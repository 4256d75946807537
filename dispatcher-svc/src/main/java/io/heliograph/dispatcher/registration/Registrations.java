package io.heliograph.dispatcher.registration;

import io.heliograph.event.RedisKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.ReactiveKeyScanCursor;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in Redis who fetched in the last day (contract dispatcher.md part 1 row 21). Writing is
 * best effort: it holds no fetch up and fails none, because Redis holds only what may be lost; the
 * meter {@code hub_registration_failures_total} and a log line per minute tell of it.
 */
@ApplicationScoped
public class Registrations {
  private static final Logger LOG = Logger.getLogger(Registrations.class);
  private static final int KEYS_MAX = 20_000;
  private static final int SCAN_COUNT = 500;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String LOG_KEY = "log";

  private final ReactiveRedisDataSource redis;
  private final ReactiveValueCommands<String, byte[]> values;
  private final RegistrationSettings settings;
  private final WriteThrottle throttle;
  private final WriteThrottle logThrottle = new WriteThrottle(TimeUnit.MINUTES.toNanos(1), 1);
  private final AtomicInteger writing = new AtomicInteger();
  private final Counter failures;

  Registrations(
      ReactiveRedisDataSource redis, RegistrationSettings settings, MeterRegistry registry) {
    this.redis = redis;
    this.values = redis.value(byte[].class);
    this.settings = settings;
    this.throttle = new WriteThrottle(settings.pause().toNanos(), KEYS_MAX);
    this.failures = Counter.builder("hub_registration_failures").register(registry);
  }

  /**
   * A consumer fetches: remembers it, unless that was done a moment ago. Never blocks or throws.
   */
  public void seen(Registration registration) {
    long now = System.nanoTime();
    String consumer = RedisKeys.consumer(registration.subscription().pluginKey());
    if (throttle.pass(consumer, now)) {
      write(consumer, registration.json());
    }
    if (!registration.deploymentKey().isEmpty()) {
      String deployment = RedisKeys.deployment(registration.deploymentKey());
      if (throttle.pass(deployment, now)) {
        write(deployment, registration.deploymentJson());
      }
    }
  }

  private void write(String key, byte[] value) {
    if (writing.incrementAndGet() > settings.writesMax()) {
      writing.decrementAndGet();
      failed(key, null);
      return;
    }
    var unused =
        values
            .setex(key, settings.kept().toSeconds(), value)
            .ifNoItem()
            .after(settings.timeout())
            .fail()
            .onTermination()
            .invoke(writing::decrementAndGet)
            .subscribe()
            .with(done -> {}, failure -> failed(key, failure));
  }

  private void failed(String key, @Nullable Throwable failure) {
    long now = System.nanoTime();
    throttle.retryAfter(key, now, RETRY_NANOS);
    failures.increment();
    if (logThrottle.pass(LOG_KEY, now)) {
      LOG.warnf(
          "consumers are not being registered reason=%s",
          failure == null ? "too many writes" : failure.toString());
    }
  }

  /** The consumers of the last day in the order of their keys; unreadable ones are left out. */
  Uni<List<RegisteredConsumer>> all() {
    ReactiveKeyScanCursor<String> cursor =
        redis.key().scan(new KeyScanArgs().match(RedisKeys.consumers()).count(SCAN_COUNT));
    return scan(cursor, new TreeSet<>())
        .chain(this::read)
        .ifNoItem()
        .after(settings.timeout())
        .fail();
  }

  private Uni<Set<String>> scan(ReactiveKeyScanCursor<String> cursor, Set<String> keys) {
    return cursor
        .next()
        .chain(
            page -> {
              keys.addAll(page);
              return cursor.hasNext() && keys.size() < settings.consumersMax()
                  ? scan(cursor, keys)
                  : Uni.createFrom().item(keys);
            });
  }

  private Uni<List<RegisteredConsumer>> read(Set<String> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return values
        .mget(keys.stream().limit(settings.consumersMax()).toArray(String[]::new))
        .map(Registrations::consumers);
  }

  private static List<RegisteredConsumer> consumers(Map<String, byte[]> stored) {
    List<RegisteredConsumer> consumers = new ArrayList<>();
    new TreeMap<>(stored)
        .forEach(
            (key, json) -> {
              if (json != null) {
                try {
                  consumers.add(RegisteredConsumer.parse(json));
                } catch (IOException malformed) {
                  LOG.debugf("unreadable registration key=%s", key);
                }
              }
            });
    return consumers;
  }
}
