package io.heliograph.dispatcher.registration;

import io.heliograph.event.RedisKeys;
import io.heliograph.event.Room;
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
  private static final int PAGE = 200;

  /** A registration in memory, with its verdict, as a multiple of its JSON. */
  private static final long PARSED_FACTOR = 6;

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

  /**
   * The consumers of the last day in the order of their keys; unreadable ones are left out.
   *
   * @param room where their memory is taken
   */
  Uni<List<RegisteredConsumer>> all(Room room) {
    ReactiveKeyScanCursor<String> cursor =
        redis.key().scan(new KeyScanArgs().match(RedisKeys.consumers()).count(SCAN_COUNT));
    return scan(cursor, new TreeSet<>())
        .chain(
            keys ->
                read(
                    keys.stream().limit(settings.consumersMax()).toList(), room, new ArrayList<>()))
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

  /** Page by page: an answer of Redis is in memory whole. */
  private Uni<List<RegisteredConsumer>> read(
      List<String> keys, Room room, List<RegisteredConsumer> consumers) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(consumers);
    }
    List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
    return values
        .mget(page.toArray(String[]::new))
        .invoke(stored -> keep(stored, room, consumers))
        .chain(any -> read(keys.subList(page.size(), keys.size()), room, consumers));
  }

  private static void keep(
      Map<String, byte[]> stored, Room room, List<RegisteredConsumer> consumers) {
    new TreeMap<>(stored)
        .forEach(
            (key, json) -> {
              if (json != null) {
                try {
                  room.take(PARSED_FACTOR * (json.length + key.length()));
                  consumers.add(RegisteredConsumer.parse(json));
                } catch (IOException malformed) {
                  LOG.debugf("unreadable registration key=%s", key);
                }
              }
            });
  }
}
