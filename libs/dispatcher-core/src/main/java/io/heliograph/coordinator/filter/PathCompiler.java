package io.heliograph.coordinator.filter;

/**
 * Makes the stage FilterGjson of a path (contract dispatcher.md part 1 row 10). A malformed path is
 * no error: it finds nothing and so rejects everything.
 */
@FunctionalInterface
public interface PathCompiler {
  /** How such a rejection is counted. */
  String REJECTION = "FilterGjson-reject_filter";

  /** How an event is counted on which the path cannot be evaluated within its limits. */
  String LIMIT = "FilterGjson-limit";

  /** The filter that keeps an event iff the path finds something in it that counts as true. */
  EventFilter compile(String path);
}
