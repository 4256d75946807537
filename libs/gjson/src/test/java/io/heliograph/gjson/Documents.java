package io.heliograph.gjson;

import java.util.Random;

/**
 * Writes documents and paths from a seed: few keys and values, so that paths meet what they ask
 * for. What it writes is the seed's alone.
 */
final class Documents {
  private static final String[] KEYS = {
    "a", "b", "c", "name", "", "a.b", "x*", "#", "1", "\\u0061", "k\\\"q", "\u00e9", "(", "a\\\\"
  };
  private static final String[] SCALARS = {
    "1",
    "0",
    "-1",
    "10",
    "9",
    "1.5",
    "1e3",
    "123456789012345678",
    "0.1",
    "true",
    "false",
    "null",
    "\"\"",
    "\"a\"",
    "\"b\"",
    "\"10\"",
    "\"true\"",
    "\"T\"",
    "\"a\\nb\"",
    "\"\\u0061\"",
    "\"[1]\"",
    "\"{\\\"a\\\":1}\"",
    "\"\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "\"(\"",
    "\"malware\"",
    "-0",
    "1E-2"
  };
  private static final String[] STEPS = {
    "a", "b", "c", "name", "#", "0", "1", "01", "*", "?", "n*", "a\\.b", "\\u0061", "", "x\\*", "é"
  };
  private static final String[] OPERATORS = {
    "==", "=", "!=", "<", "<=", ">", ">=", "%", "!%", "!", "", "==~", "!=~"
  };
  private static final String[] OPERANDS = {
    "1",
    "10",
    "\"a\"",
    "a",
    "true",
    "false",
    "null",
    "\"a*\"",
    "*",
    "\"\\u0061\"",
    "1.5",
    "é",
    "",
    "\"?\"",
    "9",
    "nan",
    "\"10\""
  };
  private static final String[] TAILS = {
    "", "", "", "", "|#", "|0", "|a", "|#(a==1)", "|#(a)#", "|@this", "|@reverse", ".@keys", "|..#"
  };
  private static final String[] FORMS = {
    "[%s]", "{%s}", "{%s,\"b\":a}", "..%s", "[@this].%s", "[@this]|%s", "@this|%s", "..#.%s"
  };

  private final Random random;

  Documents(long seed) {
    this.random = new Random(seed);
  }

  /** An array or object, or now and then something else. */
  String document() {
    StringBuilder out = new StringBuilder();
    value(out, 5);
    if (random.nextInt(6) == 0) {
      out.append(blank());
      value(out, 2);
    }
    return out.toString();
  }

  private void value(StringBuilder out, int depth) {
    int shape = depth == 0 ? 0 : random.nextInt(depth > 3 ? 9 : 5);
    if (shape < 2) {
      out.append(one(SCALARS));
      return;
    }
    boolean object = shape % 2 == 0;
    out.append(object ? '{' : '[').append(blank());
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      out.append(i == 0 ? "" : ",").append(blank());
      if (object) {
        out.append('"').append(one(KEYS)).append('"').append(blank()).append(':').append(blank());
      }
      value(out, depth - 1);
      out.append(blank());
    }
    out.append(object ? '}' : ']');
  }

  private String blank() {
    return random.nextInt(8) == 0 ? one(" ", "\n", "\t ", "\r\n") : "";
  }

  /** A path, mostly of the kinds that the fast evaluator takes. */
  String path() {
    String walk = walk(3);
    return random.nextInt(4) == 0 ? one(FORMS).formatted(walk) : walk;
  }

  private String walk(int depth) {
    StringBuilder out = new StringBuilder(step(depth));
    int steps = random.nextInt(4);
    for (int i = 0; i < steps; i++) {
      out.append(random.nextInt(8) == 0 ? '|' : '.').append(step(depth));
    }
    return out.append(one(TAILS)).toString();
  }

  private String step(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return one(STEPS);
    }
    String left =
        random.nextInt(4) == 0
            ? ""
            : random.nextInt(3) == 0 ? walk(depth - 1) : one("a", "b", "name");
    return "#(" + left + one(OPERATORS) + one(OPERANDS) + ")" + (random.nextBoolean() ? "#" : "");
  }

  /** The text with a few bytes lost, doubled, swapped or replaced, or cut off. */
  byte[] broken(byte[] text) {
    byte[] bytes = text.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = changed(bytes, random.nextInt(bytes.length));
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes, int at) {
    byte[] marks = "{}[](),:\"\\ 1tnx\u0000".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> java.util.Arrays.copyOf(bytes, at);
      case 1 -> {
        bytes[at] = marks[random.nextInt(marks.length)];
        yield bytes;
      }
      case 2 -> {
        byte[] shorter = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
        yield shorter;
      }
      default -> {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, at);
        longer[at] = marks[random.nextInt(marks.length)];
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        yield longer;
      }
    };
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
