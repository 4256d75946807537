package io.heliograph.event;

/**
 * Counts memory before it is used: code that makes something large of a client's bytes takes its
 * size here first. Implementations say whether they are thread-safe.
 */
public interface Room {
  /** Room without an end, for bytes of our own. */
  Room UNBOUNDED =
      new Room() {
        @Override
        public void take(long bytes) {}

        @Override
        public void giveBack(long bytes) {}
      };

  /**
   * Takes that many bytes.
   *
   * @throws NoRoomException when there are not as many; then nothing is taken
   */
  void take(long bytes);

  /** Gives back that many of the bytes taken, before whoever owns them gives back all. */
  void giveBack(long bytes);
}
