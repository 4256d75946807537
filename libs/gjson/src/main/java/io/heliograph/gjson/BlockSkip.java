package io.heliograph.gjson;

/**
 * Steps over long arrays and objects 64 bytes at a time: the parity of the quotes before a byte
 * says whether it is within a string, and brackets are counted by their number in a block. There is
 * no branch for each string, which is what stepping over short strings costs; blocks in which a
 * quote follows a backslash, and those in which the last bracket may be, are looked at more
 * closely.
 *
 * <p>A backslash outside strings is {@link Skip#ODD}: no JSON writer puts it there. One thread's
 * own, for the masks it works with.
 */
final class BlockSkip {
  private final BlockMasks masks = new BlockMasks();

  /** Index after the value that begins at {@code at}, or {@link Skip#ODD}. */
  int value(byte[] bytes, int at, int end) {
    byte c = bytes[at];
    if (c == '"') {
      int close = Skip.string(bytes, at + 1, end);
      return close >= 0 ? close + 1 : close == Skip.ODD ? Skip.ODD : ~close + 1;
    }
    return c == '{' || c == '[' ? brackets(bytes, at + 1, end, 1) : Skip.scalar(bytes, at, end);
  }

  /**
   * As {@link Skip#brackets}, beginning outside a string; that one ends what is shorter than a
   * block.
   */
  int brackets(byte[] bytes, int from, int end, int open) {
    BlockMasks block = masks;
    int depth = open;
    int at = from;
    long inString = 0;
    boolean escaped = false;
    while (at <= end - BlockMasks.SIZE) {
      block.read(bytes, at);
      long quotes = block.quotes;
      long backslashes = block.backslashes;
      boolean last = false;
      if ((BlockMasks.following(backslashes, escaped) & quotes) != 0 || backslashes < 0) {
        long escapes = escapes(backslashes, escaped);
        quotes &= ~BlockMasks.following(escapes, escaped);
        last = escapes < 0;
      }
      escaped = last;
      long strings = BlockMasks.parity(quotes) ^ inString;
      if ((backslashes & ~strings) != 0) {
        return Skip.ODD;
      }
      inString = strings >> 63;
      long openings = block.openings & ~strings;
      long closings = block.closings & ~strings;
      int closed = Long.bitCount(closings);
      if (closed >= depth) {
        int bracket = lastBracket(openings, closings, depth);
        if (bracket >= 0) {
          return at + bracket + 1;
        }
      }
      depth += Long.bitCount(openings) - closed;
      at += BlockMasks.SIZE;
    }
    return rest(bytes, escaped ? at + 1 : at, end, inString == 0 ? depth : -depth);
  }

  /** Less than a block; a negative depth stands for the same within a string. */
  private static int rest(byte[] bytes, int from, int end, int depth) {
    if (depth > 0) {
      return Skip.brackets(bytes, from, end, depth);
    }
    int close = Skip.string(bytes, from, end);
    if (close == Skip.ODD) {
      return Skip.ODD;
    }
    return Skip.brackets(bytes, (close < 0 ? ~close : close) + 1, end, -depth);
  }

  /** The backslashes that escape the byte after them; the sign bit is the block's last byte. */
  private static long escapes(long backslashes, boolean firstEscaped) {
    long left = BlockMasks.inOrder(backslashes) & (firstEscaped ? ~1L : ~0L);
    long escapes = 0;
    while (left != 0) {
      long first = left & -left;
      escapes |= first;
      left &= ~(first | (first << 1));
    }
    return BlockMasks.inOrder(escapes);
  }

  /** Index in the block of the bracket that closes the last open one, or -1. */
  private static int lastBracket(long openings, long closings, int open) {
    long opening = BlockMasks.inOrder(openings);
    int closed = 0;
    for (long left = BlockMasks.inOrder(closings); left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      closed++;
      if (closed == open + Long.bitCount(opening & ((1L << index) - 1))) {
        return index;
      }
    }
    return -1;
  }
}
