package io.heliograph.gjson;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The modifiers that walk into a document as deep as it goes: a stack of their own instead of
 * recursion, capped by {@link Limits#documentDepthMax()}.
 */
final class DeepModifiers {
  private final Evaluation evaluation;
  private final Output out;
  private final Deque<Members> open = new ArrayDeque<>();
  private char separator = '[';

  DeepModifiers(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.out = new Output(evaluation);
  }

  /** Opens arrays within an array, one level or all; what opens to nothing is dropped. */
  Slice flatten(Slice json, boolean deep) {
    Value of = Root.parse(json);
    if (!of.isArray()) {
      return json;
    }
    push(of);
    while (!open.isEmpty()) {
      Members members = open.getLast();
      if (!members.next()) {
        open.removeLast();
      } else if (!members.value.isArray()) {
        add(Utf8.trimmed(members.value.raw()));
      } else if (deep) {
        push(members.value);
      } else {
        add(Utf8.trimmed(unwrapped(members.value.raw())));
      }
    }
    return closed();
  }

  /** What the path finds in the document and in everything within it, outer before inner. */
  Slice dig(Slice json, Slice argument) {
    Lookup path = new Compilation(argument.copy()).lookup(0, argument.length());
    Value of = Root.parse(json);
    digOne(path, of);
    while (!open.isEmpty()) {
      Members members = open.getLast();
      if (members.next()) {
        digOne(path, members.value);
      } else {
        open.removeLast();
      }
    }
    return closed();
  }

  private void digOne(Lookup path, Value of) {
    Value found = evaluation.get(path, of.raw());
    if (found.exists()) {
      write(found.raw());
    }
    if (of.isArray() || of.isObject()) {
      push(of);
    }
  }

  private void push(Value container) {
    if (open.size() >= evaluation.limits.documentDepthMax()) {
      throw new LimitExceededException("documentDepthMax", evaluation.limits.documentDepthMax());
    }
    evaluation.spend(container.raw().length());
    open.addLast(new Members(container));
  }

  private void add(Slice text) {
    if (!text.isEmpty()) {
      write(text);
    }
  }

  private void write(Slice text) {
    out.write(separator);
    out.write(text);
    separator = ',';
  }

  private Slice closed() {
    if (separator != ',') {
      out.write('[');
    }
    out.write(']');
    return out.slice();
  }

  /** The text between the brackets of an array or object; any other text as it is. */
  static Slice unwrapped(Slice json) {
    Slice text = json.trimmed();
    if (text.length() >= 2 && (text.at(0) == '[' || text.at(0) == '{')) {
      return new Slice(text.bytes(), text.start() + 1, text.end() - 1);
    }
    return text;
  }
}
