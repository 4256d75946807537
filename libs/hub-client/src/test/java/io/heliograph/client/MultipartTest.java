package io.heliograph.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

  private static final byte[] BODY =
      """
      --x-1\r
      Content-Disposition: form-data; name="info"; filename="info.json"\r
      \r
      {"fetched":1}\r
      --x-1\r
      Content-Disposition: form-data; name="events"; filename="events.json"\r
      \r
      {"events":["\u00e4"]}\r
      --x-1--\r
      """
          .getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=x-1",
        "multipart/form-data; boundary=\"x-1\"; charset=utf-8"
      })
  void shouldFindAPartWhenItIsNamed(String contentType) throws IOException {
    assertThat(Multipart.part(contentType, BODY, "info")).asString(UTF_8).contains("fetched");
    assertThat(Multipart.part(contentType, BODY, "events"))
        .asString(UTF_8)
        .isEqualTo("{\"events\":[\"\u00e4\"]}");
  }

  @Test
  void shouldRefuseWhenThePartOrTheBoundaryIsMissing() {
    assertThatThrownBy(() -> Multipart.part("multipart/form-data; boundary=x-1", BODY, "other"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Multipart.part("application/json", BODY, "info"))
        .isInstanceOf(IOException.class);
  }
}
