package io.heliograph.event;

/** There is no memory left for what a client asks; it may ask again unless it is too much ever. */
public final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean ever;

  /**
   * @param ever whether there is room for it when nothing else takes memory
   */
  public NoRoomException(boolean ever) {
    super("no room", null, false, false);
    this.ever = ever;
  }

  /** Whether asking again may help. */
  public boolean ever() {
    return ever;
  }
}
