package io.heliograph.dashboard.http;

import static io.restassured.RestAssured.given;

import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.live.LiveServers;
import io.heliograph.testkit.reference.MetricCatalogue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The metrics of a service that counted messages are those of the catalogue. */
@QuarkusTest
@WithTestResource(LiveServers.class)
class MetricsIT {
  @TestHTTPResource(value = "/health", management = true)
  URI management;

  @Test
  void shouldExposeWhatTheCatalogueSaysWhenMessagesWereCounted() {
    Replayed.once();

    String metrics =
        given().get(management.resolve("/metrics")).then().statusCode(200).extract().asString();

    MetricCatalogue.hold("dashboard-svc", "Dashboard", getClass(), metrics);
  }
}
