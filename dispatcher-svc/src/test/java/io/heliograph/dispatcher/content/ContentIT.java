package io.heliograph.dispatcher.content;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

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

  /** In a header alone: no model of a stream has such a member. */
  @Test
  void shouldTellInAHeaderWhatElseAContentCanBeReadAs() {
    String picture = "GIF89a\1\0\1\0";

    given()
        .body((picture + "%PDF-1.5\n").getBytes(ISO_8859_1))
        .contentType("application/octet-stream")
        .post(STREAM)
        .then()
        .statusCode(200)
        .header("Heliograph-Also", "document/pdf")
        .body("data.file_format", equalTo("image/gif"))
        .body("data", not(hasKey("also")));
    given()
        .body((picture + ";").getBytes(ISO_8859_1))
        .contentType("application/octet-stream")
        .post(STREAM)
        .then()
        .statusCode(200)
        .header("Heliograph-Also", nullValue());
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
