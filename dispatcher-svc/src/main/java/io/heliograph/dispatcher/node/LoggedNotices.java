package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.runtime.Notices;
import io.heliograph.kit.limit.RefusalLog;
import io.heliograph.kit.limit.SparseLog;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Notices in the log, once a minute for each that they concern. Thread-safe. */
public final class LoggedNotices implements Notices {
  private static final Logger LOG = Logger.getLogger(LoggedNotices.class);

  private final RefusalLog failures = new RefusalLog(LOG::error);
  private final SparseLog doings = new SparseLog(LOG);

  @Override
  public void failed(String about, String kind, Supplier<String> line) {
    failures.refused(about, kind, line);
  }

  @Override
  public void done(String kind, Supplier<String> line) {
    doings.info(kind, line);
  }
}
