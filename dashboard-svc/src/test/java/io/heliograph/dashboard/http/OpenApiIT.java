package io.heliograph.dashboard.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.live.LiveServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document of our own API: what is committed is what is served, and it tells the truth. */
@QuarkusTest
@WithTestResource(LiveServers.class)
class OpenApiIT {
  private static final Path COMMITTED = Path.of("../docs/openapi/dashboard.yaml");
  private static final String OURS = "/api/v1/statistics/";
  private static final String COLUMNS = "Columns: ";

  @TestHTTPResource(value = "/openapi", management = true)
  URI document;

  private String served(String format) {
    return given()
        .queryParam("format", format)
        .get(document)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  /** The order of an object's members is not the same in every build. */
  private static Object parsed(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }

  @Test
  void shouldServeWhatIsCommitted() throws Exception {
    assertThat(parsed(served("yaml")))
        .as("copy dashboard-svc/target/openapi/openapi.yaml over docs/openapi/dashboard.yaml")
        .isEqualTo(parsed(Files.readString(COMMITTED)));
  }

  @Test
  void shouldDescribeTheColumnsOfEveryTable() throws Exception {
    Replayed.once();
    JsonNode paths = Feed.JSON.readTree(served("json")).get("paths");
    List<String> tables = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      assertThat(path.getKey()).startsWith(OURS);
      JsonNode table = path.getValue().path("get");
      String description = table.path("description").asText();
      if (description.startsWith(COLUMNS)) {
        tables.add(path.getKey().substring(OURS.length()));
        List<String> columns =
            given()
                .queryParams(
                    Map.of("org", "CIRCL", "latitude", "1", "longitude", "1", "kilometres", "9"))
                .get(path.getKey())
                .then()
                .statusCode(200)
                .extract()
                .path("columns");
        assertThat(String.join(", ", columns))
            .as(path.getKey())
            .isEqualTo(description.substring(COLUMNS.length()));
      }
    }
    assertThat(tables).hasSize(23);
  }

  @Test
  void shouldDescribeEveryAnswerOfEveryOperation() throws Exception {
    JsonNode whole = Feed.JSON.readTree(served("json"));
    List<String> described = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : whole.get("paths").properties()) {
      for (String method : List.of("get", "put", "post", "delete")) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          described.add(method + " " + path.getKey().substring(OURS.length()));
          assertThat(operation.path("summary").asText()).as(path.getKey()).isNotEmpty();
          assertThat(operation.path("responses").size()).as(path.getKey()).isGreaterThan(1);
        }
      }
    }
    assertThat(described)
        .contains(
            "get live/lines",
            "get live/awards",
            "put contributors/{org}/honours/{id}",
            "delete contributors/{org}/honours/{id}",
            "post replays",
            "get replays/{id}");
    whole
        .findValuesAsText("$ref")
        .forEach(
            reference ->
                assertThat(whole.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }
}
