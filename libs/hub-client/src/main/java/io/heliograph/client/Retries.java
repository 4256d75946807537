package io.heliograph.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often, and after which pauses, a request is repeated while the hub is busy or away. Pauses
 * double from the first to the longest, of which a random half is taken off; the pause that the hub
 * asks for is kept, with up to a quarter more, so that clients do not come back together.
 *
 * @param attemptsMax how often a request is sent in all; 1 for once
 * @param pauseFirst the upper bound of the first pause
 * @param pauseMax the upper bound of all; when the hub asks for a longer one the request is given
 *     up
 */
public record Retries(int attemptsMax, Duration pauseFirst, Duration pauseMax) {
  private static final int DOUBLINGS_MAX = 30;

  /** Each request is sent once. */
  public static final Retries NONE = new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1));

  /** Eight attempts with pauses from 200 milliseconds to 10 seconds. */
  public static final Retries DEFAULT =
      new Retries(8, Duration.ofMillis(200), Duration.ofSeconds(10));

  /** Checks the bounds. */
  public Retries {
    if (attemptsMax < 1 || !pauseFirst.isPositive() || pauseMax.compareTo(pauseFirst) < 0) {
      throw new IllegalArgumentException(
          "retries: attemptsMax >= 1, 0 < pauseFirst <= pauseMax, found "
              + attemptsMax
              + ", "
              + pauseFirst
              + ", "
              + pauseMax);
    }
  }

  /**
   * The pause before the next attempt; empty when there is none.
   *
   * @param attempts how often the request was sent
   * @param wanted the pause that the hub asks for
   */
  Optional<Duration> pause(int attempts, Optional<Duration> wanted, RandomGenerator random) {
    if (attempts >= attemptsMax
        || wanted.filter(pause -> pause.compareTo(pauseMax) > 0).isPresent()) {
      return Optional.empty();
    }
    long max = pauseMax.toNanos();
    int doublings = Math.min(attempts - 1, DOUBLINGS_MAX);
    long first = pauseFirst.toNanos();
    long bound = first > max >> doublings ? max : first << doublings;
    long own = bound - (long) (random.nextDouble() * bound / 2);
    long asked = wanted.map(Duration::toNanos).orElse(0L);
    return Optional.of(
        Duration.ofNanos(own > asked ? own : asked + (long) (random.nextDouble() * asked / 4)));
  }
}
