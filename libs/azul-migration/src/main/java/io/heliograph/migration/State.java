package io.heliograph.migration;

/** What a migration is doing. */
enum State {
  RUNNING("running"),
  /** An operator stopped it; plugins stay paused. */
  PAUSED("paused"),
  /** An operator gave it up, and that is about to be obeyed. */
  CANCELLING("cancelling"),
  CANCELLED("cancelled"),
  /** Everything was read; what nobody can read was rejected. */
  DONE("done");

  private final String wire;

  State(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }

  /** Whether nothing happens to it any more. */
  boolean ended() {
    return this == CANCELLED || this == DONE;
  }
}
