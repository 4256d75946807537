package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorCategoryTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"author\":{\"name\":\"a\",\"category\":\"user\"}}|true",
        "{\"entity\":{\"input\":{}}, \"author\" : { \"category\" : \"user\" } }|true",
        "{\"author\":{\"name\":\"user\",\"category\":\"plugin\"}}|false",
        "{\"entity\":{\"author\":{\"category\":\"user\"}},\"author\":{\"name\":\"a\"}}|false",
        "{\"author\":{}, \"x\":\"user\"}|false",
        "{\"author\":\"user\"}|false",
        "{}|false"
      })
  void shouldLookAtTheAuthorOnlyWhenTheWordIsThere(String json, boolean user) {
    assertThat(AuthorCategory.isUser(json.getBytes(UTF_8))).isEqualTo(user);
  }
}
