package io.heliograph.dispatcher.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.migration.MigrationRequest;
import io.heliograph.migration.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {
  @Test
  void shouldReadEveryMember() {
    MigrationRequest request =
        read(
            """
            {"from":"a:9092,b.example:9093","prefix":"test01","topics":["samples.*"],"deny":["x"],
             "include_system":["insert"],"upgrade_sources":true,"skip_unknown_sources":true,
             "dry_run":true}
            """);

    assertThat(request)
        .isEqualTo(
            new MigrationRequest(
                "a:9092,b.example:9093",
                "test01",
                new Selection(List.of("samples.*"), List.of("x"), List.of("insert"), true, false),
                true,
                true));
  }

  @Test
  void shouldTakeThePeersKindsWhenNoneAreNamed() {
    assertThat(read("{\"from\":\"a:1\",\"prefix\":\"p\"}").selection().includeSystem())
        .containsExactly("delete", "error", "expedite", "insert");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the body must be a JSON object",
        "[] | the body must be a JSON object",
        "{\"from\": | the body must be a JSON object",
        "{\"from\":\"a:1\",\"prefix\":\"p\"} x | the body must be a JSON object",
        "{\"from\":\"a:1\",\"prefix\":\"p\"} {} | the body must end with its object",
        "{} | from must be host:port",
        "{\"from\":\"a\",\"prefix\":\"p\"} | from must be host:port",
        "{\"from\":\"a:1,\",\"prefix\":\"p\"} | from must be host:port",
        "{\"from\":5} | from must be text",
        "{\"from\":\"a:1\"} | prefix must be",
        "{\"from\":\"a:1\",\"prefix\":\"a b\"} | prefix must be",
        "{\"from\":\"a:1\",\"from\":\"b:1\",\"prefix\":\"p\"} | the body must be a JSON object",
        "{\"topics\":\"a\"} | topics must be a list",
        "{\"deny\":[1]} | deny must be a list",
        "{\"dry_run\":\"yes\"} | dry_run must be true or false",
        "{\"form\":\"a:1\"} | member form is not known",
        "{\"from\":\"a:1\",\"prefix\":\"p\",\"upgrade_sources\":true,\"upgrade_system\":true} |"
            + " upgrade_sources and upgrade_system must not both be true",
      })
  void shouldNameTheMemberAndTheRule(String body, String reason) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static MigrationRequest read(String body) {
    return RequestReader.read(body.getBytes(UTF_8));
  }
}
