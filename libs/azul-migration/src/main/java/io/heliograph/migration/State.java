package io.heliograph.migration;

/** What a migration is doing. */
public enum State {
  /** It is copied, on the replica that leads. */
  RUNNING("running"),
  /** An operator stopped it; plugins stay paused. */
  PAUSED("paused"),
  /** An operator gave it up, and that is about to be obeyed. */
  CANCELLING("cancelling"),
  /** It was given up; what was copied stays. */
  CANCELLED("cancelled"),
  /** Everything was read; records that cannot be decoded were rejected. */
  DONE("done");

  private final String wire;

  State(String wire) {
    this.wire = wire;
  }

  /** As the API tells it. */
  public String wire() {
    return wire;
  }

  /** Whether nothing happens to it any more. */
  public boolean ended() {
    return this == CANCELLED || this == DONE;
  }
}
