package io.heliograph.coordinator.pause;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Whether plugins are held, since when a restore pause lasts, and which window that puts us in. The
 * truth is the control records in {@code hub.cursors}; every replica reads them. Thread-safe.
 */
public final class Pause {
  /** What a pause means at a time. */
  public enum Window {
    /** There is none, or it is over. */
    NONE("none"),
    /** Plugins get nothing. */
    STOPPED("stopped"),
    /** Subscriptions that are made now begin at the newest events. */
    SKIPPING("skipping");

    private final String wire;

    Window(String wire) {
      this.wire = wire;
    }

    /** Its name in answers. */
    public String wire() {
      return wire;
    }
  }

  private final long stoppedMillis;
  private final long skippingMillis;
  private final InstantSource clock;
  private volatile long sinceMillis;
  private volatile Hold hold = Hold.NONE;

  public Pause(Duration stopped, Duration skipping, InstantSource clock) {
    this.stoppedMillis = stopped.toMillis();
    this.skippingMillis = skipping.toMillis();
    this.clock = clock;
  }

  /** A control record was read. */
  public void learned(long stampMillis) {
    sinceMillis = stampMillis;
  }

  /** A control record of a hold was read. */
  public void held(Hold told) {
    hold = told;
  }

  /** The hold that was told last; it may be over. */
  public Hold hold() {
    return hold;
  }

  /** Whether plugins get nothing now and keep their places. */
  public boolean holds() {
    return hold.holds(clock.millis());
  }

  /** When plugins were paused, milliseconds since 1970; 0 when they were not. */
  public long sinceMillis() {
    return sinceMillis;
  }

  /** How long ago that was; a stamp in the future counts as now. */
  public long ageMillis() {
    return Math.max(0, clock.millis() - sinceMillis);
  }

  public Window window() {
    if (sinceMillis == 0) {
      return Window.NONE;
    }
    long age = ageMillis();
    if (age < stoppedMillis) {
      return Window.STOPPED;
    }
    return age < skippingMillis ? Window.SKIPPING : Window.NONE;
  }

  /** Whether active fetches get nothing now. */
  public boolean stopsPlugins() {
    return holds() || restores();
  }

  /** Whether a restore pause is in its first window. */
  public boolean restores() {
    return window() == Window.STOPPED;
  }

  /** Whether a subscription of a plugin that is made now leaves out what there is. */
  public boolean skipsHistory() {
    return window() == Window.SKIPPING;
  }

  /** When the window ends, milliseconds since 1970; 0 when there is none. */
  public long endMillis() {
    return switch (window()) {
      case NONE -> 0;
      case STOPPED -> sinceMillis + stoppedMillis;
      case SKIPPING -> sinceMillis + skippingMillis;
    };
  }
}
