package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentException;
import io.heliograph.content.StoreErrors;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What the API answers to what the content store says. */
final class ContentErrors {
  private ContentErrors() {}

  /** The answer to a failure; 500 for what is not an answer already. */
  static HubException of(Throwable failure) {
    return of(failure, ErrorCode.STORE_FAILED);
  }

  /** The same with another code for what is not an answer already. */
  static HubException of(Throwable failure, ErrorCode otherwise) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HubException answer) {
      return answer;
    }
    ContentException told = StoreErrors.of(cause);
    return new HubException(
        code(told.reason(), otherwise), told.detail(), Map.of(), told.retryAfterSeconds());
  }

  private static ErrorCode code(ContentException.Reason reason, ErrorCode otherwise) {
    return switch (reason) {
      case BAD_HASH -> ErrorCode.BAD_PATH;
      case UNKNOWN_PLACE -> ErrorCode.NOT_FOUND;
      case EMPTY -> ErrorCode.NO_CONTENT;
      case HASH_MISMATCH -> ErrorCode.SHA256_MISMATCH;
      case TOO_LARGE -> ErrorCode.TOO_LARGE;
      case UNREADABLE -> ErrorCode.BODY_UNREADABLE;
      case BUSY -> ErrorCode.OVERLOADED;
      case FULL -> ErrorCode.STORE_FULL;
      case FAILED -> otherwise;
    };
  }

  /**
   * What the work gives.
   *
   * @throws HubException the answer, when the work refuses
   */
  static <T> T orRefuse(Supplier<T> work) {
    try {
      return work.get();
    } catch (ContentException refused) {
      throw of(refused);
    }
  }
}
