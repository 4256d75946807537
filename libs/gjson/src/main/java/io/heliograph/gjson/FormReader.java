package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/** Reads how a path begins (contract 2.4, 2.8, 2.27, 2.34, 2.39). */
final class FormReader {
  private final Compilation compilation;
  private final byte[] text;
  private final int start;
  private final int end;

  FormReader(Compilation compilation, int start, int end) {
    this.compilation = compilation;
    this.text = compilation.text;
    this.start = start;
    this.end = end;
  }

  Form read() {
    if (end - start > 1) {
      Form form =
          switch (text[start]) {
            case '@' -> modifier();
            case '!' -> constant();
            case '[', '{' -> new MultipathReader(compilation, start, end).read();
            default -> null;
          };
      if (form != null) {
        return form;
      }
    }
    return walk(compilation, start, end);
  }

  /** The walk from {@code from}: also what is left of a multipath that was none. */
  static Form walk(Compilation compilation, int from, int end) {
    if (end - from >= 2 && compilation.text[from] == '.' && compilation.text[from + 1] == '.') {
      return new Form.Walk(compilation.segment(from + 2, end), true);
    }
    return new Form.Walk(compilation.segment(from, end), false);
  }

  private @Nullable Form modifier() {
    int nameEnd = start + 1;
    while (nameEnd < end && text[nameEnd] != ':' && text[nameEnd] != '|' && text[nameEnd] != '.') {
      nameEnd++;
    }
    Modifier modifier = Modifier.named(text, start + 1, nameEnd);
    if (modifier == null) {
      return null;
    }
    if (nameEnd >= end || text[nameEnd] != ':') {
      return new Form.Modify(modifier, Slice.EMPTY, rest(nameEnd));
    }
    int argument = nameEnd + 1;
    int argumentEnd = argument < end ? argumentEnd(argument) : end;
    return new Form.Modify(modifier, new Slice(text, argument, argumentEnd), rest(argumentEnd));
  }

  private int argumentEnd(int argument) {
    byte first = text[argument];
    if (first == '{' || first == '[' || first == '"') {
      return Squash.textEnd(text, argument, end);
    }
    int i = argument;
    for (; i < end && text[i] != '|'; i++) {
      byte c = text[i];
      if (c == '{' || c == '[' || c == '"' || c == '(') {
        i = Squash.textEnd(text, i, end) - 1;
      }
    }
    return i;
  }

  /** The path after a separator at {@code at}; any other text there is dropped. */
  private @Nullable Lookup rest(int at) {
    if (at < end && (text[at] == '|' || text[at] == '.')) {
      return compilation.lookup(at + 1, end);
    }
    return null;
  }

  private @Nullable Form constant() {
    int from = start + 1;
    byte first = text[from];
    if ((first >= '0' && first <= '9') || "{[\"+-".indexOf(first) >= 0) {
      int to = Math.min(Squash.block(text, from, end), end);
      return new Form.Constant(new Slice(text, from, to), rest(to));
    }
    int to = from;
    while (to < end && text[to] != '|' && text[to] != '.') {
      to++;
    }
    Slice name = new Slice(text, from, to);
    return Words.isConstant(name) ? new Form.Constant(name, rest(to)) : null;
  }
}
