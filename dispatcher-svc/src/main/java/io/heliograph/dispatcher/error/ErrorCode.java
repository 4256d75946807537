package io.heliograph.dispatcher.error;

/**
 * Every error that the API answers: its HTTP status, its title and the value of {@code error_enum}
 * (contract dispatcher.md part 2, section 1: only three values exist, clients reject others).
 */
public enum ErrorCode {
  UNKNOWN_MODEL(400, "not a registered model type"),
  EMPTY_REQUEST(400, "Empty Request"),
  BAD_PATH(400, "bad path"),
  BAD_SKIP_IDENTIFY(400, "bad param skip identify"),
  SHA256_NEEDED(400, "must supply sha256 when skipping identify"),
  NO_CONTENT(400, "no content in request body"),
  SHA256_MISMATCH(400, "sha256 mismatch"),
  INVALID_RANGE(400, "invalid range provided"),
  INVALID_REQUEST(400, "invalid request"),
  UNAUTHENTICATED(401, "authentication needed"),
  FORBIDDEN(403, "forbidden"),
  NOT_FOUND(404, "not found"),
  METHOD_NOT_ALLOWED(405, "method not allowed"),
  CONFLICT(409, "conflict"),
  TOO_LARGE(413, "request too large"),
  QUERY_TOO_LONG(414, "query too long"),
  RANGE_NOT_SATISFIABLE(416, "range not satisfiable"),
  INVALID_EVENTS(422, "PostEvent TransformEvents invalid events"),
  BAD_PARAMETERS(422, "bad parameters"),
  ALL_EVENTS_FILTERED(
      425, "All events to be published have been filtered out", "ErrorStringEnumAllEventsFiltered"),
  ALL_EVENTS_AGED_OFF(
      425,
      "All events to be published have been filtered out",
      "ErrorStringEnumAllEventsAgedOffImmediately"),
  TOO_MANY_REQUESTS(429, "too many requests"),
  INTERNAL(500, "internal error"),
  BODY_UNREADABLE(500, "failed to read request body"),
  PRODUCE_FAILED(500, "failed ProduceAnyEvents"),
  FETCH_FAILED(500, "Fetch Failed"),
  SIMULATE_FAILED(500, "Failed to simulate event"),
  STORE_FAILED(500, "store error in PutData"),
  IDENTIFY_FAILED(500, "identify error"),
  DELETE_FAILED(500, "delete error"),
  IF_OLDER_THAN_INVALID(500, "ifOlderThan error"),
  COPY_FAILED(500, "copy error"),
  OVERLOADED(503, "overloaded"),
  UNAVAILABLE(503, "unavailable"),
  STORE_FULL(507, "insufficient storage");

  /** What clients read where no other value fits. */
  static final String UNSET = "ErrorStringEnumUnset";

  private final int status;
  private final String title;
  private final String wireName;

  ErrorCode(int status, String title) {
    this(status, title, UNSET);
  }

  ErrorCode(int status, String title, String wireName) {
    this.status = status;
    this.title = title;
    this.wireName = wireName;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The member {@code title} of the body. */
  public String title() {
    return title;
  }

  /** The member {@code error_enum} of the body. */
  public String wireName() {
    return wireName;
  }
}
