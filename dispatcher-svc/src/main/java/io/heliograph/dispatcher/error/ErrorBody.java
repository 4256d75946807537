package io.heliograph.dispatcher.error;

import io.heliograph.dispatcher.json.JsonBytes;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of an error answer (contract dispatcher.md part 2, section 1, error body). */
public final class ErrorBody {
  /** The content type of every error answer. */
  public static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private ErrorBody() {}

  /** The body of that error; parameters in the order of their names. */
  public static byte[] of(HubException error) {
    JsonBytes json = new JsonBytes(160 + error.detail().length());
    json.raw("{\"status\":\"").number(error.code().status());
    json.raw("\",\"title\":").string(error.code().title());
    json.raw(",\"detail\":").string(error.detail());
    json.raw(",\"error_enum\":").string(error.code().wireName());
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
}
