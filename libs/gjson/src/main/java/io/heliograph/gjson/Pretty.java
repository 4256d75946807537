package io.heliograph.gjson;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Lays a text out as {@code @pretty} does, valid or not (contract 2.36). Open arrays and objects
 * lie on a stack of its own; an array that fits on its line is tried there first.
 */
final class Pretty {
  private final Evaluation evaluation;
  private final PrettyOptions options;
  private final byte[] bytes;
  private final int end;
  private final Output out;
  private final Deque<Block> blocks = new ArrayDeque<>();
  private int at;
  private int lineStart;

  Pretty(Evaluation evaluation, Slice json, PrettyOptions options) {
    this.evaluation = evaluation;
    this.options = options;
    this.bytes = json.bytes();
    this.at = json.start();
    this.end = json.end();
    this.out = new Output(evaluation);
  }

  Slice text() {
    out.write(options.prefix());
    value();
    while (!blocks.isEmpty()) {
      inside(blocks.getLast());
    }
    if (out.length() > 0) {
      out.write('\n');
    }
    return out.slice();
  }

  /** Writes the next value, or opens it as a block. */
  private void value() {
    if (!skipToValue()) {
      return;
    }
    byte c = bytes[at];
    if (c == '{') {
      open('{');
    } else if (c != '[') {
      scalar(c);
    } else if (!fitsOnLine()) {
      open('[');
    }
  }

  private void open(char bracket) {
    if (blocks.size() >= evaluation.limits.documentDepthMax()) {
      throw new LimitExceededException("documentDepthMax", evaluation.limits.documentDepthMax());
    }
    out.write(bracket);
    at++;
    boolean sorted = bracket == '{' && options.sortKeys();
    blocks.addLast(new Block(bracket, sorted ? new SortedMembers(evaluation) : null));
  }

  /** Goes on in a block until another one opens in it, or it ends. */
  private void inside(Block block) {
    block.valueWritten(out.length());
    for (; at < end; at++) {
      byte c = bytes[at];
      if ((c & 0xff) <= ' ') {
        continue;
      }
      if (c == block.closing()) {
        close(block);
        return;
      }
      if (block.bracket == '[' || c == '"') {
        member(block);
        if (blocks.getLast() != block) {
          return;
        }
        block.valueWritten(out.length());
        at--;
      }
    }
    blocks.removeLast();
  }

  private void close(Block block) {
    if (block.sorted != null) {
      block.sorted.rewrite(out, bytes);
    }
    blocks.removeLast();
    if (block.count > 0) {
      newLine();
      indent(blocks.size());
    }
    out.write((char) block.closing());
    at++;
  }

  private void member(Block block) {
    if (block.count > 0) {
      out.write(',');
      if (block.bracket == '[' && options.width() != -1) {
        // It becomes the new line, but the room on that line is counted from after it.
        out.write(' ');
      }
    }
    newLine();
    int keyStart = at;
    int textStart = out.length();
    indent(blocks.size());
    if (block.bracket == '{') {
      string();
      out.write(':');
      out.write(' ');
    }
    if (block.sorted != null) {
      block.sorted.add(keyStart, at, textStart);
    }
    block.count++;
    value();
  }

  private void newLine() {
    lineStart = out.length();
    if (out.last() == ' ') {
      out.truncate(lineStart - 1);
    }
    out.write('\n');
  }

  private void indent(int depth) {
    out.write(options.prefix());
    for (int i = 0; i < depth; i++) {
      out.write(options.indent());
    }
  }

  /** Writes the array at the cursor on the line where it stands, if there is room for all of it. */
  private boolean fitsOnLine() {
    long room = options.width() - (out.length() - lineStart);
    if (options.width() <= 0 || room <= 3) {
      return false;
    }
    int from = at;
    int length = out.length();
    if (flat(length, room)) {
      return true;
    }
    evaluation.spend(at - from);
    at = from;
    out.truncate(length);
    return false;
  }

  private boolean flat(int from, long room) {
    BitSet filled = new BitSet();
    int depth = 0;
    do {
      if (at >= end) {
        break;
      }
      byte c = bytes[at];
      if (depth > 0 && (c & 0xff) <= ' ') {
        at++;
      } else if (depth > 0 && c == ']') {
        out.write(']');
        at++;
        depth--;
      } else {
        if (depth > 0 && filled.get(depth)) {
          out.write(',');
          out.write(' ');
        }
        filled.set(depth);
        if (!skipToValue()) {
          break;
        }
        c = bytes[at];
        if (c == '{') {
          return false;
        }
        if (c == '[') {
          out.write('[');
          at++;
          depth++;
          filled.clear(depth);
        } else {
          scalar(c);
        }
      }
    } while (depth > 0 && out.length() - from <= room);
    return out.length() - from <= room;
  }

  /** Stands at the next byte that can start a value; false when there is none. */
  private boolean skipToValue() {
    for (; at < end; at++) {
      byte c = bytes[at];
      if (c == '"' || c == '{' || c == '[' || ValueReader.startsScalar(c)) {
        return true;
      }
    }
    return false;
  }

  private void scalar(byte c) {
    boolean isNull = c == 'n' && (at + 1 >= end || bytes[at + 1] == 'u');
    if (c == '"') {
      string();
    } else if (c == 't' || c == 'f' || isNull) {
      // A literal is written whole and stepped over at its full length, whatever stands there.
      Slice word = Slice.ascii(c == 't' ? "true" : c == 'f' ? "false" : "null");
      out.write(word);
      at += word.length();
    } else {
      int from = at++;
      while (at < end && !endsNumber(bytes[at])) {
        at++;
      }
      out.write(new Slice(bytes, from, at));
    }
  }

  private static boolean endsNumber(byte c) {
    return (c >= 0 && c <= ' ') || c == ',' || c == ':' || c == ']' || c == '}';
  }

  private void string() {
    int from = at;
    at = Math.min(Squash.closingQuote(bytes, at + 1, end) + 1, end);
    out.write(new Slice(bytes, from, at));
  }
}
