package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/** A part of a path that is a path of its own: a whole path, a query's, a tail's or a member's. */
final class Lookup {
  private final Compilation compilation;
  final int start;
  final int end;
  private @Nullable Form form;

  Lookup(Compilation compilation, int start, int end) {
    this.compilation = compilation;
    this.start = start;
    this.end = end;
  }

  /** How the path begins, read when first asked for. */
  Form form() {
    Form read = form;
    if (read == null) {
      read = new FormReader(compilation, start, end).read();
      form = read;
    }
    return read;
  }

  byte[] text() {
    return compilation.text;
  }

  Lookup part(int from, int to) {
    return compilation.lookup(from, to);
  }
}
