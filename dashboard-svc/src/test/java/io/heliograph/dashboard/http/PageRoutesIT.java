package io.heliograph.dashboard.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.heliograph.dashboard.misp.ServersOfItsOwn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(ServersOfItsOwn.class)
class PageRoutesIT {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Test
  void shouldGiveThePageToBrowsersAndItsNameToOthers() {
    given()
        .accept(BROWSER)
        .get("/")
        .then()
        .statusCode(200)
        .contentType(containsString("text/html"))
        .body(containsString("<main"));
    given()
        .accept("text/plain")
        .get("/")
        .then()
        .statusCode(200)
        .contentType(containsString("text/plain"))
        .body(equalTo("Heliograph dashboard"));
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html",
    "/page/app.js",
    "/page/style.css",
    "/page/world.json",
    "/vendor/echarts.esm.min.js",
    "/vendor/LICENSE",
    "/api/v1/statistics/feeds",
    "/api/v1/statistics/nothing"
  })
  void shouldForbidEverythingForeignWhateverIsAnswered(String path) {
    given()
        .get(path)
        .then()
        .header(
            "Content-Security-Policy",
            allOf(
                containsString("default-src 'none'"),
                containsString("script-src 'self';"),
                containsString("frame-ancestors 'none'"),
                not(containsString("unsafe"))))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  @ParameterizedTest
  @CsvSource({
    "/geo, geo",
    "/contrib, contributors",
    "/users, users",
    "/trendings, trendings",
  })
  void shouldLeadToOurPageWhenMispDashboardsAddressIsAskedFor(String path, String page) {
    given()
        .redirects()
        .follow(false)
        .get(path)
        .then()
        .statusCode(302)
        .header("Location", "/?page=" + page);
  }
}
