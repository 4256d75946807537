package io.heliograph.injector.inject;

import io.heliograph.injector.copy.Copy;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The contents that children need in the source of their parent: each data stream by its own hash,
 * and, as Azul does, by the hash of the last step. Limited, since an insert may have any number of
 * streams and its children wait for the copies.
 */
final class ContentCopyPlan {
  private static final int COPIES_MAX = 10_000;

  private ContentCopyPlan() {}

  static Set<Copy> of(Collection<PlannedChild> children) {
    Set<Copy> copies = new LinkedHashSet<>();
    for (PlannedChild child : children) {
      child
          .origin()
          .filter(origin -> Copy.isSource(origin.source()))
          .ifPresent(origin -> add(copies, child.from().source(), origin));
    }
    return copies;
  }

  private static void add(Set<Copy> copies, String to, Origin origin) {
    for (Origin.Stream stream : origin.streams()) {
      for (String sha256 : List.of(stream.sha256(), origin.sha256())) {
        if (Copy.isHash(sha256) && copies.size() < COPIES_MAX) {
          copies.add(new Copy(origin.source(), to, stream.label(), sha256));
        }
      }
    }
  }
}
