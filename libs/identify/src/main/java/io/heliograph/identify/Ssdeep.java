package io.heliograph.identify;

/**
 * The context-triggered piecewise hash of ssdeep, computed while the bytes pass.
 *
 * <p>A rolling hash over the last seven bytes cuts the content into pieces; each piece contributes
 * one character. The block size that suits the content is only known at its end, so one level is
 * kept for each block size {@code 3 << n} that may still win: a level is opened when the level
 * below has its first piece, and the lowest one is dropped once it is full and the size rules it
 * out. Memory is bounded by 31 levels of 64 characters.
 *
 * <p>A character shows six bits of a piece's hash, and those depend on its own six bits alone. So
 * the hashes of eight levels lie side by side in the bytes of a long ({@link Lanes}) and take one
 * step together; only where a piece ends are levels looked at one by one. The first lane is always
 * that of the lowest level: of a long content seven or eight levels are open, and one long is
 * enough.
 */
final class Ssdeep {
  private static final int WINDOW = 7;
  private static final long WINDOW_MASK = 0x00ff_ffff_ffff_ffffL;
  private static final int BLOCK_BYTES_MIN = 3;
  private static final int LEVELS = 31;
  private static final int LENGTH_MAX = 64;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final Level[] levels = new Level[LEVELS];
  private final Lanes whole = new Lanes();
  private final Lanes half = new Lanes();
  private int lowest;
  private int open = 1;

  /** The last seven bytes, the oldest uppermost. */
  private long window;

  private int sum;
  private int weighted;
  private int shifted;
  private long sizeBytes;

  Ssdeep() {
    levels[0] = new Level();
    whole.begin(0);
    half.begin(0);
  }

  void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int next = toPieceEnd(bytes, at, end);
      sizeBytes += next - at;
      at = next;
      // At the end of the bytes there need not be an end of a piece: the question is asked again.
      long place = Integer.toUnsignedLong(sum + weighted + shifted) + 1;
      if (place % blockBytes(lowest) == 0) {
        cut(place);
      }
    }
  }

  /** Goes on until a piece of the lowest level ends or the bytes do; returns the place after. */
  private int toPieceEnd(byte[] bytes, int start, int end) {
    long unitsBefore = window;
    int total = sum;
    int weightedTotal = weighted;
    int shiftedTotal = shifted;
    int last = (open - lowest - 1) / Lanes.PER_WORD;
    boolean one = last == 0;
    long wholeLow = whole.word(0);
    long halfLow = half.word(0);
    long wholeHigh = whole.word(1);
    long halfHigh = half.word(1);
    long mask = (1L << lowest) - 1;
    int at = start;
    boolean ended = false;
    while (at < end && !ended) {
      int unit = bytes[at++] & 0xff;
      weightedTotal += WINDOW * unit - total;
      total += unit - (int) (unitsBefore >>> 48);
      unitsBefore = (unitsBefore << 8 | unit) & WINDOW_MASK;
      shiftedTotal = (shiftedTotal << 5) ^ unit;
      long lanes = Lanes.all(unit);
      wholeLow = Lanes.step(wholeLow, lanes);
      halfLow = Lanes.step(halfLow, lanes);
      if (!one) {
        wholeHigh = Lanes.step(wholeHigh, lanes);
        halfHigh = Lanes.step(halfHigh, lanes);
      }
      long place = Integer.toUnsignedLong(total + weightedTotal + shiftedTotal) + 1;
      ended = (place & mask) == 0 && place % BLOCK_BYTES_MIN == 0;
    }
    window = unitsBefore;
    sum = total;
    weighted = weightedTotal;
    shifted = shiftedTotal;
    whole.word(0, wholeLow);
    half.word(0, halfLow);
    if (!one) {
      whole.word(1, wholeHigh);
      half.word(1, halfHigh);
      for (int word = 2; word <= last; word++) {
        whole.run(word, bytes, start, at);
        half.run(word, bytes, start, at);
      }
    }
    return at;
  }

  /**
   * Ends a piece on every level whose block size divides the place. A multiple of a block size is a
   * multiple of every smaller one: the first miss ends the walk.
   */
  private void cut(long place) {
    for (int index = lowest; index < open; index++) {
      if (place % blockBytes(index) != 0) {
        return;
      }
      Level level = levels[index];
      if (level.pieces == 0 && open < LEVELS) {
        levels[open] = new Level();
        whole.copy(index - lowest, open - lowest);
        half.copy(index - lowest, open - lowest);
        open++;
      }
      if (!cut(level, index)) {
        dropLowest();
      }
    }
  }

  /** Ends a piece of one level; false when the level is full and its last piece just grows. */
  private boolean cut(Level level, int index) {
    level.digest[level.pieces] = letter(whole.lane(index - lowest));
    level.halfLast = letter(half.lane(index - lowest));
    if (level.pieces == LENGTH_MAX - 1) {
      return false;
    }
    level.pieces++;
    level.digest[level.pieces] = 0;
    whole.begin(index - lowest);
    if (level.pieces < LENGTH_MAX / 2) {
      half.begin(index - lowest);
      level.halfLast = 0;
    }
    return true;
  }

  private void dropLowest() {
    if (open - lowest >= 2
        && blockBytes(lowest) * LENGTH_MAX < sizeBytes
        && levels[lowest + 1].pieces >= LENGTH_MAX / 2) {
      lowest++;
      whole.dropFirst();
      half.dropFirst();
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
    levels[best].append(
        text, LENGTH_MAX - 1, tail ? letter(whole.lane(best - lowest)) : levels[best].last());
    text.append(':');
    if (best < open - 1) {
      Level next = levels[best + 1];
      next.append(
          text, LENGTH_MAX / 2 - 1, tail ? letter(half.lane(best + 1 - lowest)) : next.halfLast);
    } else if (tail) {
      text.append(letter(whole.lane(best - lowest)));
    }
    return text.toString();
  }

  private static long blockBytes(int index) {
    return (long) BLOCK_BYTES_MIN << index;
  }

  private static char letter(int sixBits) {
    return ALPHABET.charAt(sixBits);
  }

  /** The pieces at one block size, at most 64; the second hash shows the first 32 of them. */
  private static final class Level {
    private final char[] digest = new char[LENGTH_MAX];
    private int pieces;
    private char halfLast;

    char last() {
      return digest[pieces];
    }

    void append(StringBuilder text, int piecesMax, char lastPiece) {
      text.append(digest, 0, Math.min(pieces, piecesMax));
      if (lastPiece != 0) {
        text.append(lastPiece);
      }
    }
  }
}
