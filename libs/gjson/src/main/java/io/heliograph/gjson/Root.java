package io.heliograph.gjson;

/** Reads a whole text as one value, without asking that it be valid (contract 2.32). */
final class Root {
  private Root() {}

  static Value parse(Slice text) {
    int at = text.start();
    byte[] bytes = text.bytes();
    while (at < text.end() && (bytes[at] & 0xff) <= ' ') {
      at++;
    }
    if (at == text.end()) {
      return Value.MISSING;
    }
    Slice rest = text.from(at);
    byte c = bytes[at];
    if (c == '{' || c == '[') {
      return Value.plain(Type.JSON, rest);
    }
    if (c == '"') {
      return string(rest);
    }
    if (!ValueReader.startsScalar(c)) {
      return Value.MISSING;
    }
    ValueReader reader = new ValueReader(rest);
    reader.scalar();
    return reader.value;
  }

  private static Value string(Slice rest) {
    int close = Squash.closingQuote(rest.bytes(), rest.start() + 1, rest.end());
    Slice inner = new Slice(rest.bytes(), rest.start() + 1, close);
    Slice raw = new Slice(rest.bytes(), rest.start(), Math.min(close + 1, rest.end()));
    return new Value(Type.STRING, raw, inner, ValueReader.hasEscape(inner));
  }
}
