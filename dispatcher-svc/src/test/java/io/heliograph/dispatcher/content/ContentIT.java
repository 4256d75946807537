package io.heliograph.dispatcher.content;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.heliograph.dispatcher.LocalKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What a hub that nobody configured says; everything else is in {@link ContentOverHttp}. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
class ContentIT {
  private static final String STREAM = "/api/v3/stream/testing/content";

  private static String upload(byte[] bytes) {
    return given()
        .body(bytes)
        .contentType("application/octet-stream")
        .post(STREAM)
        .then()
        .statusCode(200)
        .extract()
        .path("data.sha256");
  }

  @Test
  void shouldNotKnowDeletionUnlessConfigured() {
    String path = STREAM + "/" + upload(new byte[] {1, 2, 3});

    given().delete(path).then().statusCode(404);

    given().head(path).then().statusCode(200);
  }

  @Test
  void shouldSayWhatIsWrongWithTheParametersOfAnUpload() {
    given()
        .post(STREAM)
        .then()
        .statusCode(400)
        .body("title", equalTo("no content in request body"));
    given()
        .queryParam("skip-identify", "true")
        .post(STREAM)
        .then()
        .statusCode(400)
        .body("title", equalTo("must supply sha256 when skipping identify"));
    given()
        .queryParam("skip-identify", "maybe")
        .post(STREAM)
        .then()
        .statusCode(400)
        .body("title", equalTo("bad param skip identify"));
  }
}
