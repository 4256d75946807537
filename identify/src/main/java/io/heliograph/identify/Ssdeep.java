package io.heliograph.identify;

/**
 * The context-triggered piecewise hash of ssdeep, computed while the bytes pass.
 *
 * <p>A rolling hash over the last seven bytes cuts the content into pieces; each piece contributes
 * one character. The block size that suits the content is only known at its end, so one level is
 * kept for each block size {@code 3 << n} that may still win: a level is opened when the level
 * below has its first piece, and the lowest one is dropped once it is full and the size rules it
 * out. Memory is bounded by 31 levels of 64 characters.
 */
final class Ssdeep {
  private static final int WINDOW = 7;
  private static final int BLOCK_BYTES_MIN = 3;
  private static final int LEVELS = 31;
  private static final int LENGTH_MAX = 64;
  private static final int PIECE_START = 0x27;
  private static final int PIECE_PRIME = 0x01000193;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final Level[] levels = new Level[LEVELS];
  private final byte[] window = new byte[WINDOW];
  private int lowest;
  private int open = 1;
  private int windowAt;
  private int sum;
  private int weighted;
  private int shifted;
  private long sizeBytes;

  Ssdeep() {
    levels[0] = new Level();
  }

  void update(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      sizeBytes++;
      step(bytes[at]);
    }
  }

  private void step(byte value) {
    int rolling = roll(value);
    int unit = value & 0xff;
    for (int index = lowest; index < open; index++) {
      levels[index].add(unit);
    }
    // A multiple of a block size is a multiple of every smaller one: the first miss ends the walk.
    long place = Integer.toUnsignedLong(rolling) + 1;
    if (place % BLOCK_BYTES_MIN != 0) {
      return;
    }
    for (int index = lowest; index < open; index++) {
      if (place % blockBytes(index) != 0) {
        return;
      }
      Level level = levels[index];
      if (level.pieces == 0 && open < LEVELS) {
        levels[open] = levels[open - 1].fork();
        open++;
      }
      if (!level.cut()) {
        dropLowest();
      }
    }
  }

  private int roll(byte value) {
    int unit = value & 0xff;
    weighted += WINDOW * unit - sum;
    sum += unit - (window[windowAt] & 0xff);
    window[windowAt] = value;
    windowAt = windowAt == WINDOW - 1 ? 0 : windowAt + 1;
    shifted = (shifted << 5) ^ unit;
    return sum + weighted + shifted;
  }

  private void dropLowest() {
    if (open - lowest >= 2
        && blockBytes(lowest) * LENGTH_MAX < sizeBytes
        && levels[lowest + 1].pieces >= LENGTH_MAX / 2) {
      lowest++;
    }
  }

  /** The hash of the bytes so far: block size, hash, hash at twice the block size. */
  String digest() {
    int best = lowest;
    while (best < LEVELS - 1 && blockBytes(best) * LENGTH_MAX < sizeBytes) {
      best++;
    }
    best = Math.min(best, open - 1);
    while (best > lowest && levels[best].pieces < LENGTH_MAX / 2) {
      best--;
    }
    boolean tail = sum + weighted + shifted != 0;
    StringBuilder text = new StringBuilder(2 * LENGTH_MAX + 16);
    text.append(blockBytes(best)).append(':');
    levels[best].appendWhole(text, tail);
    text.append(':');
    if (best < open - 1) {
      levels[best + 1].appendHalf(text, tail);
    } else if (tail) {
      text.append(levels[best].pending());
    }
    return text.toString();
  }

  private static long blockBytes(int index) {
    return (long) BLOCK_BYTES_MIN << index;
  }

  /** The pieces at one block size, at most 64, and the same cut to 32 for the second hash. */
  private static final class Level {
    private final char[] digest = new char[LENGTH_MAX];
    private int pieces;
    private int whole = PIECE_START;
    private int half = PIECE_START;
    private char halfLast;

    void add(int unit) {
      whole = (whole * PIECE_PRIME) ^ unit;
      half = (half * PIECE_PRIME) ^ unit;
    }

    Level fork() {
      Level next = new Level();
      next.whole = whole;
      next.half = half;
      return next;
    }

    /** Ends a piece here; false when the level is full and its last piece just grows. */
    boolean cut() {
      digest[pieces] = letter(whole);
      halfLast = letter(half);
      if (pieces == LENGTH_MAX - 1) {
        return false;
      }
      pieces++;
      digest[pieces] = 0;
      whole = PIECE_START;
      if (pieces < LENGTH_MAX / 2) {
        half = PIECE_START;
        halfLast = 0;
      }
      return true;
    }

    void appendWhole(StringBuilder text, boolean tail) {
      text.append(digest, 0, pieces);
      append(text, tail ? letter(whole) : digest[pieces]);
    }

    void appendHalf(StringBuilder text, boolean tail) {
      text.append(digest, 0, Math.min(pieces, LENGTH_MAX / 2 - 1));
      append(text, tail ? letter(half) : halfLast);
    }

    char pending() {
      return letter(whole);
    }

    private static void append(StringBuilder text, char last) {
      if (last != 0) {
        text.append(last);
      }
    }

    private static char letter(int hash) {
      return ALPHABET.charAt(hash & 63);
    }
  }
}
