package io.heliograph.gjson;

/**
 * The caps of compilation and evaluation (contract gjson.md, head and section 4.8).
 *
 * @param pathBytesMax longest path, in bytes
 * @param nestingMax deepest nesting of queries, multipaths and JSON arguments in a path
 * @param documentDepthMax deepest array or object that a recursive modifier walks into
 * @param producedBytesMin bytes that one evaluation may always produce
 * @param producedFactor bytes that it may produce per byte of the document, when that is more
 * @param stepsMin bytes that one evaluation may always read
 * @param stepsFactor bytes that it may read per byte of the document, when that is more
 */
public record Limits(
    int pathBytesMax,
    int nestingMax,
    int documentDepthMax,
    long producedBytesMin,
    int producedFactor,
    long stepsMin,
    int stepsFactor) {

  /**
   * The caps of the hub: 2 KiB, 32, 4,096, max(4 MiB, 16 x document), max(32 Mi, 64 x document).
   */
  public static final Limits DEFAULT = new Limits(2048, 32, 4096, 4L << 20, 16, 32L << 20, 64);

  /** Refuses negative caps with an {@link IllegalArgumentException}. */
  public Limits {
    if (pathBytesMax < 0 || nestingMax < 0 || documentDepthMax < 0) {
      throw new IllegalArgumentException("a limit of size or depth is negative");
    }
    if (producedBytesMin < 0 || producedFactor < 0 || stepsMin < 0 || stepsFactor < 0) {
      throw new IllegalArgumentException("a limit of work is negative");
    }
  }

  /**
   * How many evaluations may run inside each other: more than any path within the caps asks for.
   */
  int evaluationDepthMax() {
    return Math.max(64, 8 * nestingMax);
  }
}
