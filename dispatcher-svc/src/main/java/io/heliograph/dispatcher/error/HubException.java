package io.heliograph.dispatcher.error;

import io.heliograph.coordinator.runtime.BusyException;
import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error that a client is to be told. It carries identifiers and reasons, never payloads, and no
 * stack trace: it is an answer, not a defect.
 */
public final class HubException extends RuntimeException {
  /** The detail where no cause was given (contract dispatcher.md part 2, section 1). */
  public static final String NO_DETAIL = "no error provided";

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, String> parameters;
  private final int retryAfterSeconds;

  /** An error with that detail. */
  public HubException(ErrorCode code, String detail) {
    this(code, detail, Map.of(), 0);
  }

  /**
   * An error with all it can carry.
   *
   * @param parameters the member {@code error_params}; left out when empty
   * @param retryAfterSeconds the header {@code Retry-After}; left out when 0
   */
  public HubException(
      ErrorCode code, String detail, Map<String, String> parameters, int retryAfterSeconds) {
    super(detail.isEmpty() ? NO_DETAIL : detail, null, false, false);
    this.code = code;
    this.parameters = Map.copyOf(parameters);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** An error that passes by itself: the client is asked to come back after a second. */
  public static HubException busy(ErrorCode code, String detail) {
    return new HubException(code, detail, Map.of(), 1);
  }

  /** The error that a failure tells by itself, or null when it tells nothing to clients. */
  public static @Nullable HubException told(@Nullable Throwable failure) {
    return switch (failure) {
      case HubException error -> error;
      case BusyException busy -> busy(codeOf(busy.reason()), String.valueOf(busy.getMessage()));
      case null, default -> null;
    };
  }

  private static ErrorCode codeOf(BusyException.Reason reason) {
    return switch (reason) {
      case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
      case TOO_MANY_REQUESTS -> ErrorCode.TOO_MANY_REQUESTS;
      case OVERLOADED -> ErrorCode.OVERLOADED;
    };
  }

  /** Which error. */
  public ErrorCode code() {
    return code;
  }

  /** The member {@code detail}. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The member {@code error_params}; empty when left out. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** Seconds of {@code Retry-After}; 0 when left out. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
