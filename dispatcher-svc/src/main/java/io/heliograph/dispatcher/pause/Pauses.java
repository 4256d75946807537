package io.heliograph.dispatcher.pause;

import io.heliograph.dispatcher.publish.PauseRequested;
import io.heliograph.event.RedisKeys;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Sets and ends pauses. The stamp is copied to Redis for whoever looks there; that copy may be
 * lost, nobody here reads it.
 */
@ApplicationScoped
public class Pauses {
  private static final Logger LOG = Logger.getLogger(Pauses.class);
  private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

  private final PauseDesk desk;
  private final PauseSettings settings;
  private final ReactiveRedisDataSource redis;
  private final InstantSource clock;

  Pauses(
      PauseDesk desk, PauseSettings settings, ReactiveRedisDataSource redis, InstantSource clock) {
    this.desk = desk;
    this.settings = settings;
    this.redis = redis;
    this.clock = clock;
  }

  void requested(@ObservesAsync PauseRequested request) {
    var unused =
        set()
            .subscribe()
            .with(done -> {}, failure -> LOG.errorf("plugins not paused: %s", failure));
  }

  /** What is known of the pause here. */
  public Pause current() {
    return desk.pause();
  }

  /** Pauses plugins from now, unless that was done a moment ago. */
  public Uni<Void> set() {
    Pause pause = desk.pause();
    if (pause.sinceMillis() > 0 && pause.ageMillis() < settings.apart().toMillis()) {
      return Uni.createFrom().voidItem();
    }
    long stamp = clock.millis();
    return write(stamp).invoke(done -> LOG.infof("plugins paused at %d", stamp));
  }

  /** Ends the pause. */
  public Uni<Void> end() {
    return write(0).invoke(done -> LOG.info("plugins resumed"));
  }

  private Uni<Void> write(long stampMillis) {
    return Uni.createFrom()
        .completionStage(() -> desk.set(stampMillis))
        .ifNoItem()
        .after(WRITE_TIMEOUT)
        .fail()
        .call(() -> copy(stampMillis));
  }

  private Uni<Void> copy(long stampMillis) {
    Uni<Void> copied =
        stampMillis == 0
            ? redis.key().del(RedisKeys.pause()).replaceWithVoid()
            : redis
                .value(String.class)
                .setex(
                    RedisKeys.pause(),
                    settings.skipping().toSeconds(),
                    Instant.ofEpochMilli(stampMillis).toString());
    return copied
        .ifNoItem()
        .after(REDIS_TIMEOUT)
        .fail()
        .onFailure()
        .invoke(away -> LOG.warnf("the pause was not copied to Redis: %s", away.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
