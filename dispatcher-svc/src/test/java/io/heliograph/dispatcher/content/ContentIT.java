package io.heliograph.dispatcher.content;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.heliograph.dispatcher.LocalKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The content store over HTTP (contract dispatcher.md part 2 section 7, part 1 rows 14 to 16). */
@QuarkusTest
@WithTestResource(LocalKafka.class)
class ContentIT {
  private static final String SENTENCE =
      "this is a file with a certain amount of content that it has within it that represents some"
          + " information with text based data and some other things.";
  private static final String SENTENCE_SHA256 =
      "7e6257e8e45eb7330d846e05ca61ae9717f49ca0d2a3f29e64d16f846bfb1758";
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
  void shouldTellTheHashesOfAnUploadAndGiveItBack() {
    given()
        .body(SENTENCE.getBytes(UTF_8))
        .contentType("application/octet-stream")
        .post(STREAM)
        .then()
        .statusCode(200)
        .body("data.size", equalTo(146))
        .body("data.label", equalTo("content"))
        .body("data.sha256", equalTo(SENTENCE_SHA256))
        .body("data.mime", equalTo("text/plain"))
        .body("data.magic", equalTo("ASCII text, with no line terminators"))
        .body("data.file_format", equalTo("text/plain"))
        .body("data.file_extension", equalTo("txt"))
        .body("data.identify_version", equalTo(2))
        .body("data.md5", equalTo("f83621f2a9e7faed39f2aecdaeaa863e"))
        .body(
            "data.tlsh",
            equalTo("T1abc08ce323800a6080c802a8268330087f04c0bc0904d03d2c88506d1645d333223f96"));

    assertThat(given().get(STREAM + "/" + SENTENCE_SHA256).asString()).isEqualTo(SENTENCE);
    given().head(STREAM + "/" + SENTENCE_SHA256).then().statusCode(200);
  }

  @Test
  void shouldStreamALargeFileUpAndDownUnchanged() {
    byte[] bytes = new byte[5_000_000];
    new Random(7).nextBytes(bytes);

    String sha256 = upload(bytes);

    assertThat(given().get(STREAM + "/" + sha256).asByteArray()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-6, blahbla, bytes 0-6/12", "bytes=-4, blah, bytes 8-11/12"})
  void shouldSendOneRange(String range, String text, String contentRange) {
    String sha256 = upload("blahblahblah".getBytes(UTF_8));

    given()
        .header("Range", range)
        .get(STREAM + "/" + sha256)
        .then()
        .statusCode(206)
        .header("Content-Range", contentRange)
        .body(equalTo(text));
  }

  @Test
  void shouldRefuseRangesThatAreNoneOrBeyondTheEnd() {
    String sha256 = upload("blahblahblah".getBytes(UTF_8));

    given()
        .header("Range", "bytes=5-4")
        .get(STREAM + "/" + sha256)
        .then()
        .statusCode(400)
        .body("title", equalTo("invalid range provided"));
    given()
        .header("Range", "bytes=12-")
        .get(STREAM + "/" + sha256)
        .then()
        .statusCode(416)
        .header("Content-Range", "bytes */12");
  }

  @Test
  void shouldRefuseUploadsThatAreNotWhatTheyClaim() {
    given()
        .body("abc".getBytes(UTF_8))
        .contentType("application/octet-stream")
        .queryParam("expected-sha256", "00")
        .post(STREAM)
        .then()
        .statusCode(400)
        .body("title", equalTo("sha256 mismatch"));
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

  @Test
  void shouldSayThatAFileIsNotThere() {
    String path = STREAM + "/" + "0".repeat(64);
    given().head(path).then().statusCode(404);
    given()
        .get(path)
        .then()
        .statusCode(404)
        .body("title", equalTo("not found"))
        .body("detail", equalTo("not found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v3/stream/testing/content/..",
        "/api/v3/stream/testing/content/%2e%2e%2f%2e%2e%2fetc",
        "/api/v3/stream/%2e%2e/content/7e6257e8e45eb7330d846e05ca61ae9717f49ca0d2a3f29e64d16f846bfb1758",
        "/api/v3/stream/testing/..%2fcontent/7e6257e8e45eb7330d846e05ca61ae9717f49ca0d2a3f29e64d16f846bfb1758",
        "/api/v3/stream/testing/content/7E6257E8E45EB7330D846E05CA61AE9717F49CA0D2A3F29E64D16F846BFB1758",
        "/api/v3/stream/testing/content/a",
      })
  void shouldNotNameAnythingOutsideTheStore(String path) {
    assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void shouldNotKnowDeletionUnlessConfigured() {
    given().delete(STREAM + "/" + SENTENCE_SHA256).then().statusCode(404);
  }

  @Test
  void shouldCopyToAnotherSource() {
    String sha256 = upload("to be copied".getBytes(UTF_8));

    given().patch("/api/v3/stream/testing/samples/content/" + sha256).then().statusCode(200);

    given().head("/api/v3/stream/samples/content/" + sha256).then().statusCode(200);
    given()
        .patch("/api/v3/stream/testing/samples/content/" + "1".repeat(64))
        .then()
        .statusCode(404);
  }
}
