package io.heliograph.injector.inject;

import io.heliograph.injector.insert.Insert;
import java.util.Optional;

/**
 * Where the contents of a child are, when that is another source than its own.
 *
 * @param source that has them
 * @param sha256 under which the peer looks for each of them
 * @param entity the child's, whose data streams name them
 */
record Origin(String source, String sha256, String entity) {

  /** Empty when they are where the child will be. */
  static Optional<Origin> of(Insert.Parts parts, String childSource) {
    return parts.originalSource().equals(childSource)
        ? Optional.empty()
        : Optional.of(
            new Origin(
                parts.originalSource(), parts.history().text("sha256"), parts.text(parts.child())));
  }
}
