package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.filter.PathCompiler;
import io.heliograph.event.EventHeaders;
import io.heliograph.gjson.LimitExceededException;
import io.heliograph.gjson.Path;
import io.heliograph.kit.limit.SparseLog;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One compiled path as a filter (contract dispatcher.md part 1 row 10). An event on which it cannot
 * be evaluated within its limits is not kept, and counted apart; the first is logged. Shared by the
 * event loops.
 */
final class GjsonFilter implements EventFilter {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(GjsonFilter.class));

  private final Path path;
  private final AtomicBoolean limitLogged = new AtomicBoolean();

  GjsonFilter(Path path) {
    this.path = path;
  }

  @Override
  public @Nullable String rejection(EventHeaders headers, byte[] json) {
    try {
      return path.matches(json) ? null : PathCompiler.REJECTION;
    } catch (LimitExceededException tooMuch) {
      if (limitLogged.compareAndSet(false, true)) {
        LOG.warn(
            "limit",
            () ->
                "filter.limit reason=\"%s\" path.bytes=%d"
                    .formatted(tooMuch.getMessage(), length()));
      }
      return PathCompiler.LIMIT;
    }
  }

  private int length() {
    return path.toString().length();
  }
}
