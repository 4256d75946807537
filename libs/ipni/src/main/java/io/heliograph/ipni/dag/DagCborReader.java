package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.multiformat.Cid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@link DagReader} of DAG-CBOR (contract, section 2.2). */
final class DagCborReader extends DagReader {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int LIST = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int LINK_TAG = 42;
  private static final int BREAK = 0xff;

  /** Stands for "until a break"; no length that fits a body is below zero. */
  private static final long INDEFINITE = -1;

  /** Of each open map or list: members or elements that are to come, or {@link #INDEFINITE}. */
  private final long[] left;

  private boolean started;
  private boolean afterKey;

  /** The lower five bits of the byte that an item began with. */
  private int info;

  DagCborReader(DagInput input, IpniLimits limits) {
    super(input, limits, true);
    this.left = new long[limits.depthMax()];
  }

  @Override
  String name() {
    return "DAG-CBOR";
  }

  @Override
  public DagToken next() {
    if (depth() == 0) {
      return started ? end() : value(head());
    }
    if (afterKey) {
      afterKey = false;
      return value(head());
    }
    int top = depth() - 1;
    boolean over = left[top] == INDEFINITE ? input().peek() == BREAK : left[top] == 0;
    if (over) {
      if (left[top] == INDEFINITE) {
        input().read();
      }
      return close();
    }
    if (left[top] != INDEFINITE) {
      left[top]--;
    }
    if (!inMap()) {
      return value(head());
    }
    if (head() != TEXT) {
      throw refused("must have keys that are text");
    }
    textValue();
    afterKey = true;
    return key();
  }

  private DagToken end() {
    if (input().peek() >= 0) {
      throw refused("must end where its document ends");
    }
    return DagToken.END;
  }

  private DagToken value(int major) {
    started = true;
    return switch (major) {
      case UNSIGNED -> {
        long number = argument();
        yield number < 0 ? number(Long.toUnsignedString(number)) : integer(number);
      }
      case NEGATIVE -> {
        long number = argument();
        yield number < 0 ? number("-1-" + Long.toUnsignedString(number)) : integer(~number);
      }
      case BYTES -> {
        string(BYTES);
        yield DagToken.BYTES;
      }
      case TEXT -> {
        textValue();
        yield DagToken.TEXT;
      }
      case LIST -> container(false);
      case MAP -> container(true);
      case TAG -> linkValue();
      default -> simple();
    };
  }

  private DagToken container(boolean map) {
    long length = length();
    DagToken token = open(map);
    left[depth() - 1] = length;
    return token;
  }

  private DagToken linkValue() {
    if (argument() != LINK_TAG) {
      throw refused("must have no tag but 42, that of a link");
    }
    if (head() != BYTES) {
      throw refused("must have bytes behind the tag of a link");
    }
    string(BYTES);
    if (valueLength() == 0 || value()[0] != 0) {
      throw refused("must have 0x00 before the CID of a link");
    }
    try {
      return heldLink(new Cid(Arrays.copyOfRange(value(), 1, valueLength())));
    } catch (IpniException e) {
      throw refused("must have links that are CIDs: " + e.getMessage());
    }
  }

  private void textValue() {
    string(TEXT);
    if (!Utf8.isValid(value(), valueLength())) {
      throw refused("must have texts that are UTF-8");
    }
  }

  /** Holds a byte string or a text; pieces of one without a length are joined. */
  private void string(int major) {
    startValue();
    long length = length();
    if (length != INDEFINITE) {
      putInput(length);
      return;
    }
    while (input().peek() != BREAK) {
      if (head() != major || info == 31) {
        throw refused("must have pieces of the same kind, with a length");
      }
      putInput(argument());
    }
    input().read();
  }

  /** The length of what began; {@link #INDEFINITE} when it ends with a break. */
  private long length() {
    if (info == 31) {
      deviates("has an item of indefinite length");
      return INDEFINITE;
    }
    long length = argument();
    if (length < 0) {
      throw refused("must not announce a length over 2^63-1");
    }
    return length;
  }

  private DagToken simple() {
    return switch (info) {
      case 20 -> bool(false);
      case 21 -> bool(true);
      case 22 -> DagToken.NULL;
      case 25 -> {
        deviates("has a float of 16 bits");
        yield number(Float.float16ToFloat((short) take(2)));
      }
      case 26 -> {
        deviates("has a float of 32 bits");
        yield number(Float.intBitsToFloat((int) take(4)));
      }
      case 27 -> number(Double.longBitsToDouble(take(8)));
      default -> throw refused("must have no simple value but true, false and null", info);
    };
  }

  private DagToken number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw refused("must have numbers that are finite", number);
    }
    return number(Double.toString(number));
  }

  private DagToken number(String text) {
    replace(text.getBytes(StandardCharsets.US_ASCII));
    return DagToken.NUMBER;
  }

  /** The kind of the item that begins. */
  private int head() {
    int first = input().read();
    if (first < 0) {
      throw refused("must not end within a value");
    }
    info = first & 0x1f;
    return first >>> 5;
  }

  /** The number behind the head, as 64 bits without a sign. */
  private long argument() {
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw refused("must have heads that CBOR defines", info);
    }
    int bytes = 1 << (info - 24);
    long number = take(bytes);
    boolean needed =
        switch (bytes) {
          case 1 -> number >= 24;
          case 2 -> number > 0xff;
          case 4 -> number > 0xffff;
          default -> number >>> 32 != 0;
        };
    if (!needed) {
      deviates("has a number in more bytes than it needs");
    }
    return number;
  }

  private long take(int bytes) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      int next = input().read();
      if (next < 0) {
        throw refused("must not end within a value");
      }
      number = number << 8 | next;
    }
    return number;
  }
}
