package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Heliograph-Provenance} of a request that publishes on behalf of others:
 * base64url JSON of origin, source, ad and path (contract dispatcher.md part 1 row 31).
 */
public final class Provenance {
  static final String HEADER = "Heliograph-Provenance";
  private static final int CHARACTERS_MAX = 4096;

  private Provenance() {}

  /**
   * The checked header, or empty when there is none.
   *
   * @throws HubException 400 when it breaks a rule
   */
  static String checked(@Nullable String header) {
    if (header == null) {
      return "";
    }
    if (header.isEmpty() || header.length() > CHARACTERS_MAX) {
      throw bad("must have 1 to " + CHARACTERS_MAX + " characters");
    }
    check(decoded(header));
    return header;
  }

  private static JsonObject decoded(String header) {
    try {
      return new JsonObject(new String(Base64.getUrlDecoder().decode(header), UTF_8));
    } catch (IllegalArgumentException notBase64) {
      throw bad("must be base64url");
    } catch (DecodeException noJson) {
      throw bad("must be a JSON object");
    }
  }

  private static void check(JsonObject told) {
    for (String member : List.of("origin", "source", "ad")) {
      if (!(told.getValue(member) instanceof String text) || text.isEmpty()) {
        throw bad(member + " must be a text that is not empty");
      }
    }
    if (!(told.getValue("path") instanceof JsonArray path)
        || path.stream().anyMatch(node -> !(node instanceof String))) {
      throw bad("path must be a list of texts");
    }
    if (told.size() != 4) {
      throw bad("must have the members origin, source, ad and path and no others");
    }
  }

  /** The JSON of a header that was {@link #checked}. */
  public static byte[] json(String header) {
    return decoded(header).encode().getBytes(UTF_8);
  }

  private static HubException bad(String rule) {
    return new HubException(ErrorCode.INVALID_REQUEST, "header " + HEADER + ": " + rule);
  }
}
