package io.heliograph.dispatcher.pause;

import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.publish.PauseRequested;
import io.heliograph.event.RedisKeys;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sets and ends pauses. The stamp is copied to Redis for whoever looks there; that copy may be
 * lost, it is not read here.
 */
@ApplicationScoped
public class Pauses {
  private static final Logger LOG = Logger.getLogger(Pauses.class);
  private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

  private final PauseStore store;
  private final PauseSettings settings;
  private final ReactiveRedisDataSource redis;
  private final InstantSource clock;

  Pauses(
      PauseStore store,
      PauseSettings settings,
      ReactiveRedisDataSource redis,
      InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.redis = redis;
    this.clock = clock;
  }

  void requested(@ObservesAsync PauseRequested request) {
    var unused =
        set().subscribe().with(done -> {}, failure -> LOG.errorf("pause failed cause=%s", failure));
  }

  /** What is known of the pause here. */
  public Pause current() {
    return store.pause();
  }

  /** The plugin keys that a restore pause would forget now. */
  List<String> forgettable() {
    return store.forgettable();
  }

  /** Holds plugins from now on; a hold that is there keeps its beginning. */
  Uni<Void> hold(Duration length) {
    long now = clock.millis();
    Pause pause = store.pause();
    long since = pause.holds() ? pause.hold().sinceMillis() : now;
    Hold hold = new Hold(since, length.isZero() ? Hold.OPEN : now + length.toMillis());
    return written(() -> store.hold(hold))
        .invoke(done -> LOG.infof("plugins held since=%d until=%d", since, hold.untilMillis()));
  }

  /** Lets held plugins go on. */
  Uni<Void> release() {
    return written(() -> store.hold(Hold.NONE)).invoke(done -> LOG.info("plugins resumed"));
  }

  /** Whether the restore pause was set a moment ago, so that another does nothing. */
  boolean isRecent() {
    Pause pause = store.pause();
    return pause.sinceMillis() > 0 && pause.ageMillis() < settings.apart().toMillis();
  }

  /** Stops plugins for a restore from now, unless that was done a moment ago. */
  public Uni<Void> set() {
    if (isRecent()) {
      return Uni.createFrom().voidItem();
    }
    long stamp = clock.millis();
    return write(stamp).invoke(done -> LOG.infof("restore pause began since=%d", stamp));
  }

  /** Ends the restore pause. */
  public Uni<Void> end() {
    return write(0).invoke(done -> LOG.info("restore pause ended"));
  }

  private Uni<Void> write(long stampMillis) {
    return written(() -> store.set(stampMillis)).call(() -> copy(stampMillis));
  }

  private static Uni<Void> written(Supplier<CompletionStage<Void>> writing) {
    return Uni.createFrom()
        .completionStage(writing)
        .ifNoItem()
        .after(WRITE_TIMEOUT)
        .failWith(() -> HubException.busy(ErrorCode.UNAVAILABLE, "Kafka does not answer"));
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
        .invoke(away -> LOG.warnf("pause not copied to Redis cause=%s", away.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
