package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.kit.limit.SparseLog;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** What a client is told of a failure of the store; the failure itself goes to the log. */
final class StoreErrors {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(StoreErrors.class));

  private StoreErrors() {}

  /** 507 when there is no room, 500 for anything else that is not an answer already. */
  static HubException of(Throwable failure) {
    return of(failure, ErrorCode.STORE_FAILED);
  }

  /** The same with another code for anything else. */
  static HubException of(Throwable failure, ErrorCode otherwise) {
    Throwable cause = cause(failure);
    if (cause instanceof HubException answer) {
      return answer;
    }
    LOG.error(otherwise.name(), () -> "content store failed code=" + otherwise + " cause=" + cause);
    return isFull(cause)
        ? new HubException(ErrorCode.STORE_FULL, "the content store is full")
        : new HubException(otherwise, "the content store failed");
  }

  /** Whether another attempt may end otherwise. */
  static boolean mayPass(Throwable failure) {
    Throwable cause = cause(failure);
    return !(cause instanceof HubException) && !isFull(cause);
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
