package io.heliograph.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.record.rule.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One case of the contract: a record, what is stored, what is done with it, what comes of it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Vector(
    String id,
    String title,
    Operation operation,
    @Nullable String name,
    byte @Nullable [] given,
    byte[] record,
    String expected,
    String expectedByRfc,
    JsonNode derived) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Vector> all() {
    try (InputStream in =
        Objects.requireNonNull(Vector.class.getResourceAsStream("structured-data.json"))) {
      List<Vector> vectors = new ArrayList<>();
      for (JsonNode one : JSON.readTree(in).get("cases")) {
        vectors.add(of(one));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector of(JsonNode one) throws IOException {
    String expected = one.get("expect").asText();
    JsonNode given = one.get("given");
    return new Vector(
        one.get("id").asText(),
        one.get("title").asText(),
        Operation.valueOf(one.get("op").asText().toUpperCase(Locale.ROOT)),
        one.hasNonNull("request_name") ? one.get("request_name").asText() : null,
        given.isNull() ? null : form(given),
        form(one.get("record")),
        expected,
        one.path("expect_rfc_profile").asText(expected),
        one.path("derived"));
  }

  /** Data of many equal bytes stand there as the byte and their number. */
  private static byte[] form(JsonNode record) throws IOException {
    JsonNode data = record.get("data");
    if (data != null && data.isObject()) {
      byte[] filled = new byte[data.get("$length").asInt()];
      Arrays.fill(filled, (byte) data.get("$fill_byte").asInt());
      ((ObjectNode) record).put("data", Base64.getEncoder().encodeToString(filled));
    }
    return JSON.writeValueAsBytes(record);
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
