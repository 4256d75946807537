package io.heliograph.content;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.kit.limit.SparseLog;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** What a client is told of a failure of the store; the failure itself goes to the log. */
public final class StoreErrors {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(StoreErrors.class));

  private StoreErrors() {}

  /**
   * What is told of a failure, also of one that a stage has wrapped: {@code FULL} when there is no
   * room, {@code FAILED} for anything else that is not an answer already. Thread-safe.
   */
  public static ContentException of(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof ContentException answer) {
      return answer;
    }
    Reason reason = isFull(cause) ? Reason.FULL : Reason.FAILED;
    LOG.error(reason.name(), () -> "content store failed reason=" + reason + " cause=" + cause);
    return new ContentException(
        reason, reason == Reason.FULL ? "the content store is full" : "the content store failed");
  }

  /** Whether another attempt may end otherwise. */
  static boolean mayPass(Throwable failure) {
    Throwable cause = cause(failure);
    return !(cause instanceof ContentException) && !isFull(cause);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** ENOSPC, EDQUOT and EFBIG as the JDK words them: it has no type for them. */
  private static boolean isFull(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("No space left")
        || message.contains("quota exceeded")
        || message.contains("File too large");
  }
}
