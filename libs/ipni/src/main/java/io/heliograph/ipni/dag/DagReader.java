package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document token by token, without a tree and without recursion. What is no document of
 * its codec is refused as {@link Verdict#MALFORMED}: duplicate keys, bad UTF-8, tags other than
 * links, anything behind the document. What is one, but not as the canonical writer writes it, is
 * read all the same, and {@link #deviation} says what was found first. Memory: one value, the keys
 * of the open maps (their fingerprints beyond eight), and the input's buffer.
 *
 * <p>Not safe for use by several threads.
 */
public abstract sealed class DagReader permits JsonScalars, DagCborReader {
  private final DagInput input;
  private final IpniLimits limits;
  private final MapKeys[] keys;

  /** Of each open map or list: whether it is a map. */
  private final boolean[] maps;

  private int depth;
  private byte[] value = new byte[256];
  private int valueLength;
  private long integer;
  private boolean bool;
  private @Nullable Cid link;
  private @Nullable String deviation;

  DagReader(DagInput input, IpniLimits limits, boolean shorterFirst) {
    this.input = input;
    this.limits = limits;
    this.maps = new boolean[limits.depthMax()];
    this.keys = new MapKeys[limits.depthMax()];
    Arrays.setAll(keys, index -> new MapKeys(shorterFirst));
  }

  /** A reader of that codec; raw bytes and other codecs are no documents. */
  public static DagReader of(Codec codec, DagInput input, IpniLimits limits) {
    return switch (codec) {
      case DAG_JSON -> new DagJsonReader(input, limits);
      case DAG_CBOR -> new DagCborReader(input, limits);
      case RAW, DAG_PB, LIBP2P_KEY -> throw new IllegalArgumentException("no document: " + codec);
    };
  }

  /** The next token; {@link DagToken#END} once the document and the input are over. */
  public abstract DagToken next();

  /** The name of the codec in messages. */
  abstract String name();

  /** The text of the last {@link DagToken#KEY}, {@link DagToken#TEXT} or number. */
  public final String text() {
    return new String(value, 0, valueLength, StandardCharsets.UTF_8);
  }

  /** Whether the last key or text is that one, which is ASCII. */
  public final boolean isText(String ascii) {
    if (ascii.length() != valueLength) {
      return false;
    }
    for (int i = 0; i < valueLength; i++) {
      if (value[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The last {@link DagToken#BYTES}; copied. */
  public final byte[] bytes() {
    return Arrays.copyOf(value, valueLength);
  }

  /** The last {@link DagToken#INT}. */
  public final long integer() {
    return integer;
  }

  /** The last {@link DagToken#BOOL}. */
  public final boolean bool() {
    return bool;
  }

  /** The last {@link DagToken#LINK}. */
  public final Cid link() {
    if (link == null) {
      throw new IllegalStateException("no link was read");
    }
    return link;
  }

  /** Where the document first left the canonical form so far; null while it has not. */
  public final @Nullable String deviation() {
    return deviation;
  }

  /** Passes over the rest of a value whose first token was read. */
  public final void skip(DagToken first) {
    int open = opens(first);
    while (open > 0) {
      open += opens(next());
    }
  }

  private static int opens(DagToken token) {
    return switch (token) {
      case MAP_START, LIST_START -> 1;
      case MAP_END, LIST_END -> -1;
      case KEY, TEXT, BYTES, LINK, INT, NUMBER, BOOL, NULL, END -> 0;
    };
  }

  // What follows is for the two codecs.

  final DagInput input() {
    return input;
  }

  final int depth() {
    return depth;
  }

  final boolean inMap() {
    return maps[depth - 1];
  }

  final MapKeys openKeys() {
    return keys[depth - 1];
  }

  final DagToken open(boolean map) {
    if (depth == maps.length) {
      throw refused(
          Verdict.LIMIT_EXCEEDED, "must have at most " + maps.length + " maps and lists within");
    }
    maps[depth] = map;
    keys[depth].clear();
    depth++;
    return map ? DagToken.MAP_START : DagToken.LIST_START;
  }

  final DagToken close() {
    depth--;
    return maps[depth] ? DagToken.MAP_END : DagToken.LIST_END;
  }

  /** Takes what is held as the key of a member. */
  final DagToken key() {
    MapKeys open = openKeys();
    boolean rises = open.rises(value, valueLength);
    if (!open.add(value, valueLength)) {
      throw refused("must have each key once", text());
    }
    if (!rises) {
      deviates("has keys out of order");
    }
    if (open.count() > limits.providersMax()) {
      throw refused(
          Verdict.LIMIT_EXCEEDED, "must have at most " + limits.providersMax() + " keys in a map");
    }
    return DagToken.KEY;
  }

  final DagToken integer(long number) {
    this.integer = number;
    return DagToken.INT;
  }

  final DagToken bool(boolean truth) {
    this.bool = truth;
    return DagToken.BOOL;
  }

  final DagToken heldLink(Cid cid) {
    this.link = cid;
    return DagToken.LINK;
  }

  final void deviates(String what) {
    if (deviation == null) {
      deviation = name() + " before byte " + input.position() + " " + what;
    }
  }

  final void startValue() {
    valueLength = 0;
  }

  final byte[] value() {
    return value;
  }

  final int valueLength() {
    return valueLength;
  }

  final void put(int oneByte) {
    if (valueLength == value.length) {
      grow(1);
    }
    value[valueLength++] = (byte) oneByte;
  }

  /** Replaces what is held. */
  final void replace(byte[] bytes) {
    valueLength = 0;
    grow(bytes.length);
    System.arraycopy(bytes, 0, value, 0, bytes.length);
    valueLength = bytes.length;
  }

  /** Appends so many bytes of the input. */
  final void putInput(long count) {
    grow(count);
    if (!input.read(value, valueLength, (int) count)) {
      throw refused("must not end within a value");
    }
    valueLength += (int) count;
  }

  private void grow(long count) {
    if (count < 0 || count > limits.valueBytesMax() - (long) valueLength) {
      throw refused(
          Verdict.LIMIT_EXCEEDED,
          "must have at most " + limits.valueBytesMax() + " bytes in a text or byte string");
    }
    int needed = valueLength + (int) count;
    if (needed > value.length) {
      value =
          Arrays.copyOf(
              value, (int) Math.min(limits.valueBytesMax(), Math.max(needed, 2L * value.length)));
    }
  }

  final IpniException refused(String rule) {
    return refused(Verdict.MALFORMED, rule);
  }

  final IpniException refused(String rule, Object shown) {
    return IpniException.of(
        Verdict.MALFORMED, name() + " at byte " + input.position(), rule, shown);
  }

  private IpniException refused(Verdict verdict, String rule) {
    return IpniException.of(verdict, name() + " at byte " + input.position(), rule);
  }
}
