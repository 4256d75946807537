package io.heliograph.cli.hub;

import java.util.List;

/**
 * What a part says of itself.
 *
 * @param ready whether it does its work
 * @param missing what it lacks for its work, or for all of it when it is ready
 */
public record Health(boolean ready, List<String> missing) {

  public Health {
    missing = List.copyOf(missing);
  }

  static Health isReady() {
    return new Health(true, List.of());
  }

  static Health lacks(String what) {
    return new Health(false, List.of(what));
  }
}
