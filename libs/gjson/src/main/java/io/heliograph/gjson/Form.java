package io.heliograph.gjson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a path begins, and with it what it does first. */
sealed interface Form {

  /** What runs on the outcome, or null when the outcome is the answer. */
  @Nullable Lookup rest();

  /**
   * A walk through the document.
   *
   * @param first the first step
   * @param lines whether the document is an array without brackets (contract 2.27)
   */
  record Walk(Segment first, boolean lines) implements Form {
    @Override
    public @Nullable Lookup rest() {
      return null;
    }
  }

  /** A modifier with its argument, which may be empty. */
  record Modify(Modifier modifier, Slice argument, @Nullable Lookup rest) implements Form {}

  /** A literal, {@code !...} (contract 2.39). */
  record Constant(Slice text, @Nullable Lookup rest) implements Form {}

  /** A multipath; {@code object} tells braces from brackets (contract 2.38). */
  record Multipath(boolean object, List<Member> members, @Nullable Lookup rest) implements Form {}

  /**
   * A member of a multipath.
   *
   * @param name the name as JSON text, for an object
   * @param path what it looks up
   */
  record Member(Slice name, Lookup path) {}
}
