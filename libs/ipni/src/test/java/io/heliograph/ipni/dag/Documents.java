package io.heliograph.ipni.dag;

import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of all kinds of values, drawn from a seed. */
final class Documents {
  private static final String[] ALPHABET = {
    "a",
    "b",
    "Z",
    "/",
    "\"",
    "\\",
    "\n",
    "\u0001",
    "\u007f",
    "\u00e9",
    "\u20ac",
    "\ud83d\ude00",
    "\uffff",
    "0",
    " "
  };
  private static final long[] NUMBERS = {
    0,
    1,
    23,
    24,
    255,
    256,
    65535,
    65536,
    0xffffffffL,
    1L << 32,
    (1L << 53) + 1,
    Long.MAX_VALUE,
    -1,
    -24,
    -25,
    Long.MIN_VALUE
  };

  private final Random random;

  Documents(long seed) {
    this.random = new Random(seed);
  }

  DagValue document() {
    return map(0);
  }

  private DagValue map(int depth) {
    Map<String, DagValue> members = new HashMap<>();
    int count = random.nextInt(30) == 0 ? 40 : random.nextInt(6);
    for (int i = 0; i < count; i++) {
      members.put(text(), value(depth + 1));
    }
    // The one key that no map may have first.
    members.remove("/");
    return new DagValue.OfMap(members);
  }

  private DagValue value(int depth) {
    return switch (random.nextInt(depth < 7 ? 9 : 7)) {
      case 0 -> new DagValue.OfText(text());
      case 1 -> new DagValue.OfBytes(bytes());
      case 2 -> new DagValue.OfLink(Cid.of(Refusals.pick(random, Codec.values()), bytes()));
      case 3 -> new DagValue.OfInt(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4 -> new DagValue.OfInt(random.nextLong() >> random.nextInt(64));
      case 5 -> new DagValue.OfBool(random.nextBoolean());
      case 6 -> new DagValue.OfNull();
      case 7 -> map(depth);
      default -> list(depth);
    };
  }

  private DagValue list(int depth) {
    List<DagValue> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(value(depth + 1));
    }
    return new DagValue.OfList(elements);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    return text(random);
  }

  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 300 : 6); i > 0; i--) {
      text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
    }
    return text.toString();
  }
}
