package io.heliograph.dispatcher.registration;

import io.heliograph.event.RedisKeys;
import io.heliograph.event.Room;
import io.heliograph.kit.limit.SparseLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.ReactiveKeyScanCursor;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps in Redis who fetched in the last day (contract dispatcher.md part 1 row 21). Writing is
 * best effort: it holds no fetch up and fails none, because Redis holds only what may be lost; the
 * meter {@code hub_registration_failures_total} and a log line per minute tell of it.
 */
@ApplicationScoped
public class Registrations {
  private static final Logger LOG = Logger.getLogger(Registrations.class);
  private static final int SCAN_COUNT = 500;
  private static final int PAGE = 200;

  /** A registration in memory, with its verdict, as a multiple of its JSON. */
  private static final long PARSED_FACTOR = 6;

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ReactiveRedisDataSource redis;
  private final ReactiveValueCommands<String, byte[]> values;
  private final RegistrationSettings settings;
  private final WrittenKeys written;
  private final SparseLog log = new SparseLog(LOG);
  private final AtomicInteger writing = new AtomicInteger();
  private final Counter failures;

  Registrations(
      ReactiveRedisDataSource redis, RegistrationSettings settings, MeterRegistry registry) {
    this.redis = redis;
    this.values = redis.value(byte[].class);
    this.settings = settings;
    this.written =
        new WrittenKeys(
            new WrittenKeys.Limits(
                settings.kept(), settings.pause(), settings.keysMax(), settings.bytesMax()));
    this.failures =
        Counter.builder("hub_registration_failures")
            .description("Registrations of consumers that Redis did not take")
            .register(registry);
    Gauge.builder("hub_registration_bytes", written, WrittenKeys::bytes)
        .description("Bytes of registrations that this replica keeps in Redis")
        .register(registry);
    Gauge.builder("hub_registration_bytes_max", settings, RegistrationSettings::bytesMax)
        .description("Limit of hub_registration_bytes")
        .register(registry);
  }

  /**
   * A consumer fetches: remembers it, unless that was done a moment ago. Never blocks or throws.
   */
  public void seen(Registration registration) {
    write(RedisKeys.consumer(registration.subscription().pluginKey()), registration::json);
    if (!registration.deploymentKey().isEmpty()) {
      write(RedisKeys.deployment(registration.deploymentKey()), registration::deploymentJson);
    }
  }

  private void write(String key, Supplier<byte[]> json) {
    long now = System.nanoTime();
    if (written.isDue(key, now)) {
      byte[] value = json.get();
      switch (written.take(key, value.length, now)) {
        case WRITE -> write(key, value);
        case PAUSED -> {}
        case FULL -> failed("hub.registration.keys-max or bytes-max is reached");
      }
    }
  }

  private void write(String key, byte[] value) {
    if (writing.incrementAndGet() > settings.writesMax()) {
      writing.decrementAndGet();
      written.retryAfter(key, System.nanoTime(), RETRY);
      failed("too many writes");
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
            .with(
                done -> {},
                failure -> {
                  written.retryAfter(key, System.nanoTime(), RETRY);
                  failed(failure.toString());
                });
  }

  private void failed(String reason) {
    failures.increment();
    log.warn("unregistered", () -> "consumers are not being registered reason=" + reason);
  }

  /**
   * The consumers of the last day in the order of their keys; unreadable ones are left out.
   *
   * @param room where their memory is taken
   */
  public Uni<List<RegisteredConsumer>> all(Room room) {
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
