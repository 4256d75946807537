package io.heliograph.gjson;

/** How deep the brackets of a path nest, quotes and escapes aside. */
final class Nesting {
  private Nesting() {}

  static int of(byte[] path) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < path.length; i++) {
      switch (path[i]) {
        case '\\' -> i++;
        case '"' -> i = Squash.closingQuote(path, i + 1, path.length);
        case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
    }
    return deepest;
  }
}
