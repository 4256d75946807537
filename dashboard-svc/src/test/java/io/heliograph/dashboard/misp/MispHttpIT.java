package io.heliograph.dashboard.misp;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.Replayed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of MISP-dashboard, request by request, after its feed. */
@QuarkusTest
@WithTestResource(ServersOfItsOwn.class)
class MispHttpIT {

  @BeforeEach
  void count() {
    Replayed.once();
  }

  @Test
  void shouldAnswerAsMispDashboardWhenAskedWhatMispDashboardWasAsked() throws Exception {
    List<String> differences = new ArrayList<>();
    for (JsonNode request : Feed.json("http-expected.json").get("requests")) {
      if (request.get("status").asInt() == 200) {
        Response answer = send(request);
        JsonNode found = normal(Feed.JSON.readTree(answer.asByteArray()), request);
        JsonNode wanted = normal(request.get("json"), request);
        if (answer.statusCode() != 200 || !same(wanted, found)) {
          differences.add(
              request.get("path")
                  + " "
                  + request.get("query")
                  + "\n  wanted "
                  + wanted
                  + "\n  found  "
                  + found);
        }
        String type = request.get("content_type").textValue().split(";")[0];
        if (!answer.contentType().startsWith(type)) {
          differences.add(request.get("path") + ": " + answer.contentType());
        }
      }
    }

    assertThat(differences).isEmpty();
  }

  @Test
  void shouldKeepOnlyWhatPassesWhenTheLogIsFiltered() {
    List<Map<String, Object>> all = logs("{}");
    List<Map<String, Object>> network = logs("{\"Attribute.category\": \"Network activity\"}");
    List<Map<String, Object>> others = logs("{\"Attribute.category\": \"!Network activity\"}");

    assertThat(network)
        .isNotEmpty()
        .allSatisfy(item -> assertThat(category(item)).isEqualTo("Network activity"));
    assertThat(others)
        .isNotEmpty()
        .allSatisfy(item -> assertThat(category(item)).isNotEqualTo("Network activity"));
    assertThat(network.size() + others.size()).isEqualTo(all.size());
  }

  @Test
  void shouldAnswerAProblemWhenThePathIsUnknown() {
    when().get("/_getNothing").then().statusCode(404).contentType("application/problem+json");
  }

  private static Object category(Map<String, Object> item) {
    return ((Map<?, ?>) item.get("log")).get("3");
  }

  private static List<Map<String, Object>> logs(String filter) {
    return given()
        .accept("application/json")
        .cookie(
            "filters", java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8))
        .get("/_logs")
        .then()
        .statusCode(200)
        .extract()
        .path("$");
  }

  private static Response send(JsonNode request) {
    RequestSpecification specification = given().accept("application/json");
    request
        .get("query")
        .properties()
        .forEach(one -> specification.queryParam(one.getKey(), one.getValue().asText()));
    return specification.get(request.get("path").textValue());
  }

  /** Cut where the vectors are cut, sorted where they have no order. */
  private static JsonNode normal(JsonNode answer, JsonNode request) {
    if (request.has("length_seen")) {
      ArrayNode cut = Feed.JSON.createArrayNode();
      for (int at = 0; at < 40; at++) {
        cut.add(answer.get(at));
      }
      return cut;
    }
    return request.path("unordered").asBoolean() ? sorted(answer) : answer;
  }

  private static JsonNode sorted(JsonNode answer) {
    if (answer.isArray()) {
      Set<String> texts = new TreeSet<>();
      answer.forEach(one -> texts.add(one.toString()));
      ArrayNode list = Feed.JSON.createArrayNode();
      texts.forEach(list::add);
      return list;
    }
    var object = Feed.JSON.createObjectNode();
    answer.properties().forEach(one -> object.set(one.getKey(), sorted(one.getValue())));
    return object;
  }

  /** Equal as JSON: numbers by value. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (left, right) -> {
          if (left.equals(right)) {
            return 0;
          }
          return left.isNumber() && right.isNumber() && left.doubleValue() == right.doubleValue()
              ? 0
              : 1;
        },
        other);
  }
}
