package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a path was read, for people: a line for each step, indented where a path stands within a
 * path. A step is read in one way by objects and in another by arrays; both are told.
 */
public final class Explanation {
  private static final int LINES_MAX = 500;

  private final List<String> lines = new ArrayList<>();

  private Explanation() {}

  /** The lines for that path, at most 500. */
  public static List<String> of(Path path) {
    Explanation explanation = new Explanation();
    explanation.add(
        0,
        path.fast() == null
            ? "evaluator: general"
            : "evaluator: fast; general where a document is not as JSON writers write it");
    explanation.lookup(0, path.lookup());
    return List.copyOf(explanation.lines);
  }

  private void add(int depth, String line) {
    if (lines.size() < LINES_MAX) {
      lines.add("  ".repeat(depth) + line);
    }
  }

  private boolean isFull() {
    return lines.size() >= LINES_MAX;
  }

  private void lookup(int depth, Lookup lookup) {
    if (isFull()) {
      return;
    }
    switch (lookup.form()) {
      case Form.Walk walk -> {
        if (walk.lines()) {
          add(depth, "..: the document is an array without brackets");
        }
        segment(depth, walk.first());
      }
      case Form.Modify modify -> {
        String argument = modify.argument().isEmpty() ? "" : " with " + modify.argument();
        add(depth, "modifier " + modify.modifier().written() + argument);
        then(depth, modify.rest());
      }
      case Form.Constant constant -> {
        add(depth, "literal " + constant.text());
        then(depth, constant.rest());
      }
      case Form.Multipath multipath -> {
        add(depth, multipath.object() ? "object of" : "array of");
        for (Form.Member member : multipath.members()) {
          add(depth + 1, multipath.object() ? "member " + member.name() : "element");
          lookup(depth + 2, member.path());
        }
        then(depth, multipath.rest());
      }
    }
  }

  private void then(int depth, @Nullable Lookup rest) {
    if (rest != null) {
      add(depth, "| then, on the outcome");
      lookup(depth, rest);
    }
  }

  private void segment(int depth, Segment first) {
    Segment segment = first;
    while (segment != null && !isFull()) {
      ObjectStep object = segment.onObject();
      ArrayStep array = segment.onArray();
      String kind = object.glob() == null ? "key \"" : "keys like \"";
      String key = new String(object.key(), StandardCharsets.UTF_8);
      add(depth, "in an object: " + kind + key + "\"");
      array(depth, array);
      if (array.kind() != ArrayStep.Kind.INDEX) {
        hashTail(depth, array);
        return;
      }
      then(depth, object.pipe());
      segment = object.next();
    }
  }

  private void array(int depth, ArrayStep step) {
    String what =
        switch (step.kind()) {
          case INDEX -> step.index() < 0 ? "nothing" : "element " + step.index();
          case COUNT -> "how many elements";
          case COLLECT -> "of each element";
          case QUERY_FIRST -> "the first element where";
          case QUERY_ALL -> "all elements where";
          case NOTHING -> "nothing";
        };
    add(depth, "in an array: " + what);
    Query query = step.query();
    if (query != null) {
      if (query.hasPath()) {
        lookup(depth + 1, query.path);
      }
      String value = new String(query.value, StandardCharsets.UTF_8);
      String tilde = query.tilde == Query.Tilde.NONE ? "" : " as ~" + query.tilde;
      String comparison = " \"" + value + "\"" + tilde;
      add(depth + 1, query.operator + (query.operator == Operator.EXISTS ? "" : comparison));
    }
  }

  private void hashTail(int depth, ArrayStep step) {
    Lookup tail = step.tail();
    if (tail != null) {
      add(depth + 1, "and of it");
      lookup(depth + 1, tail);
    }
    then(depth, step.tailPipe());
    then(depth, step.pipe());
  }
}
