package io.heliograph.dispatcher.error;

import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.kit.http.Refusal;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of an error answer (contract dispatcher.md part 2, section 1, error body). */
public final class ErrorBody {
  /** The content type of every error answer. */
  public static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private ErrorBody() {}

  /** The body of what is refused before a route is asked. */
  public static byte[] of(Refusal refusal) {
    return common(refusal.status(), refusal.title(), refusal.detail(), ErrorCode.UNSET)
        .raw('}')
        .toByteArray();
  }

  /** The body of that error; parameters in the order of their names. */
  public static byte[] of(HubException error) {
    ErrorCode code = error.code();
    JsonBytes json = common(code.status(), code.title(), error.detail(), code.wireName());
    if (!error.parameters().isEmpty()) {
      json.raw(",\"error_params\":");
      char separator = '{';
      for (Map.Entry<String, String> entry : new TreeMap<>(error.parameters()).entrySet()) {
        json.raw(separator).string(entry.getKey()).raw(':').string(entry.getValue());
        separator = ',';
      }
      json.raw('}');
    }
    return json.raw('}').toByteArray();
  }

  private static JsonBytes common(int status, String title, String detail, String wireName) {
    JsonBytes json = new JsonBytes(160 + detail.length());
    json.raw("{\"status\":\"").number(status);
    json.raw("\",\"title\":").string(title);
    json.raw(",\"detail\":").string(detail);
    return json.raw(",\"error_enum\":").string(wireName);
  }
}
