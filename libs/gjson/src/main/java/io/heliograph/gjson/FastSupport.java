package io.heliograph.gjson;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fast evaluator can answer a path: walks, queries, collections and pipes between them,
 * within small sizes; no modifier, literal or multipath but around the whole. It reads every step
 * in both ways, so that evaluation has nothing left to compile.
 */
final class FastSupport {
  private static final int STEPS_MAX = 256;
  private static final int CHAIN_MAX = 64;
  private static final int DEPTH_MAX = 6;
  private static final int MEMBERS_MAX = 16;

  /** Judged already; a step is judged at most once in each way, however many ways lead to it. */
  private final Set<Segment> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Segment> seenSingle = Collections.newSetFromMap(new IdentityHashMap<>());

  private FastSupport() {}

  static boolean hasPath(Lookup lookup) {
    return lookup.form() instanceof Form.Walk walk
        && new FastSupport().segments(walk.first(), 0, false);
  }

  static boolean hasSegments(Segment first) {
    return new FastSupport().segments(first, 0, false);
  }

  static boolean hasMembers(Form.Multipath multipath) {
    if (multipath.rest() != null || multipath.members().size() > MEMBERS_MAX) {
      return false;
    }
    FastSupport support = new FastSupport();
    for (Form.Member member : multipath.members()) {
      if (!support.lookup(member.path(), 0, false)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first step after {@code [@this].}, which makes the document the one element of an array
   * (contract section 4.6), or null.
   */
  static @Nullable Segment wrapped(Form.Multipath multipath) {
    boolean wraps =
        !multipath.object()
            && multipath.members().size() == 1
            && multipath.members().getFirst().path().form() instanceof Form.Modify modify
            && modify.modifier() == Modifier.THIS
            && modify.rest() == null;
    Lookup rest = multipath.rest();
    return wraps && rest != null && rest.form() instanceof Form.Walk walk && !walk.lines()
        ? walk.first()
        : null;
  }

  /** A path within a path; {@code single}: it must find one value, and not make an array. */
  private boolean lookup(@Nullable Lookup lookup, int depth, boolean single) {
    if (lookup == null) {
      return true;
    }
    return depth < DEPTH_MAX
        && lookup.form() instanceof Form.Walk walk
        && !walk.lines()
        && segments(walk.first(), depth, single);
  }

  private boolean segments(Segment first, int depth, boolean single) {
    return segments(first, depth, single, 0);
  }

  private boolean segments(@Nullable Segment segment, int depth, boolean single, int place) {
    if (segment == null) {
      return true;
    }
    if (place > CHAIN_MAX || seen.size() + seenSingle.size() > STEPS_MAX) {
      return false;
    }
    if (!(single ? seenSingle : seen).add(segment)) {
      return true;
    }
    ObjectStep object = segment.onObject();
    ArrayStep array = segment.onArray();
    return lookup(object.pipe(), depth + 1, single)
        && array(array, depth, single)
        && segments(object.next(), depth, single, place + 1)
        && segments(array.next(), depth, single, place + 1);
  }

  private boolean array(ArrayStep step, int depth, boolean single) {
    boolean makes =
        switch (step.kind()) {
          case COUNT, COLLECT, QUERY_ALL -> true;
          case INDEX, QUERY_FIRST, NOTHING -> false;
        };
    if (makes && single) {
      return false;
    }
    Query query = step.query();
    return (query == null || lookup(query.path, depth + 1, false))
        && lookup(step.tail(), depth + 1, single || makes)
        && lookup(step.tailPipe(), depth + 1, single)
        && lookup(step.pipe(), depth + 1, single);
  }
}
