package io.heliograph.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server; pauses are noted, not waited for. */
class HubClientTest {
  private static final FetchQuery QUERY = FetchQuery.active("a plugin", "1").count(2);
  private static final String BOUNDARY = "multipart/form-data; boundary=b";
  private static final String TWO_EVENTS =
      answer("[{\"kafka_key\":\"k1\"},{\"kafka_key\":\"k2\"}]");
  private static final Retries FOUR =
      new Retries(4, Duration.ofMillis(100), Duration.ofSeconds(60));

  private final List<Duration> pauses = new ArrayList<>();
  private LocalHub hub;
  private HubClient client;

  @BeforeEach
  void start() throws IOException {
    hub = new LocalHub();
    client = client(HubSettings.of(hub.url()).retries(FOUR));
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
  }

  private HubClient client(HubSettings settings) {
    return new HubClient(settings, pauses::add);
  }

  private static String answer(String events) {
    return "--b\r\nContent-Disposition: form-data; name=\"info\"\r\n\r\n{\"fetched\":2}\r\n"
        + "--b\r\nContent-Disposition: form-data; name=\"events\"\r\n\r\n{\"events\":"
        + events
        + "}\r\n--b--\r\n";
  }

  @Test
  void shouldGiveTheEventsAndWhatIsSaidOfThem() throws Exception {
    hub.then(200, TWO_EVENTS, "Content-Type", BOUNDARY, "Heliograph-Throttled", "no-room");

    Fetched fetched =
        client
            .fetch(QUERY.queues(true, false, true).with("filter", "a&b").withEncoded("x=%2C"))
            .orThrow();

    assertThat(fetched.events())
        .extracting(event -> event.path("kafka_key").asText())
        .containsExactly("k1", "k2");
    assertThat(fetched.info().path("fetched").asInt()).isEqualTo(2);
    assertThat(fetched.throttled()).isTrue();
    assertThat(hub.asked().getFirst().target())
        .isEqualTo(
            "/api/v2/event/binary/active?deadline=5&name=a%20plugin&version=1&count=2"
                + "&r-live=true&r-historic=false&r-expedite=true&filter=a%26b&x=%2C");
  }

  @Test
  void shouldTellNoEventsFromARefusal() throws Exception {
    hub.then(200, answer("[]"), "Content-Type", BOUNDARY);
    assertThat(client.fetch(QUERY).orThrow().events()).isEmpty();
    assertThat(client.fetch(QUERY).orThrow().throttled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 302, 400, 404, 409, 422, 500, 507})
  void shouldTellStatusAndProblemWithoutAskingAgainWhenItIsRefused(int status) throws Exception {
    hub.then(status, "{\"status\":\"x\",\"title\":\"bad\",\"detail\":\"why\"}");

    Answer<Fetched> answer = client.fetch(QUERY);

    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThatThrownBy(answer::orThrow)
        .isInstanceOfSatisfying(
            HubException.class,
            refused -> {
              Refusal refusal = refused.refusal().orElseThrow();
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.title()).isEqualTo("bad");
              assertThat(refusal.detail()).isEqualTo("why");
            })
        .hasMessageContaining(status + " bad: why");
    assertThat(hub.asked()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldShowTheBeginningOfARefusalThatIsNoProblem() throws Exception {
    hub.then(404, "no route".repeat(1_000));

    assertThat(client.fetch(QUERY))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused ->
                assertThat(refused.refusal().detail())
                    .startsWith("no routeno route")
                    .hasSizeLessThan(2_100));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void shouldAskAgainAfterThePauseThatIsAskedForWhenTheHubIsBusy(int status) throws Exception {
    hub.then(status, "", "Retry-After", "7")
        .then(status, "")
        .then(200, TWO_EVENTS, "Content-Type", BOUNDARY);

    assertThat(client.fetch(QUERY).orThrow().events()).hasSize(2);

    assertThat(pauses).hasSize(2);
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(8_750));
    assertThat(pauses.getLast()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void shouldCountADateFromTheDateOfTheAnswer() throws Exception {
    hub.then(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT");
          exchange.sendResponseHeaders(503, -1);
        });

    assertThat(client.fetch(QUERY))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.refusal().retryAfter()).contains(Duration.ZERO));
  }

  @Test
  void shouldGiveUpWithTheRefusalWhenTheHubStaysBusy() throws Exception {
    hub.then(503, "{\"detail\":\"starting\"}");

    assertThat(client.fetch(QUERY))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.refusal().detail()).isEqualTo("starting"));
    assertThat(hub.asked()).hasSize(4);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void shouldGiveUpAtOnceWhenTheHubAsksForALongerPauseThanIsTaken() throws Exception {
    hub.then(503, "", "Retry-After", "61");

    assertThat(client.fetch(QUERY)).isInstanceOf(Answer.Refused.class);
    assertThat(hub.asked()).hasSize(1);
  }

  @Test
  void shouldAskAgainWhenTheConnectionBreaks() throws Exception {
    hub.thenBreaks().then(200, TWO_EVENTS, "Content-Type", BOUNDARY);

    assertThat(client.fetch(QUERY).orThrow().events()).hasSize(2);
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void shouldTellWhyWhenNobodyListens() throws Exception {
    hub.close();

    assertThat(client.fetch(QUERY))
        .isInstanceOfSatisfying(
            Answer.Unanswered.class,
            unanswered -> assertThat(unanswered.reason()).isInstanceOf(IOException.class));
    assertThat(pauses).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--b--\r\n", "{\"events\":[]}"})
  void shouldNotTakeA200WithoutEventsForNoEvents(String body) throws Exception {
    hub.then(200, body, "Content-Type", BOUNDARY);

    assertThat(client.fetch(QUERY))
        .isInstanceOfSatisfying(
            Answer.Unanswered.class,
            unanswered ->
                assertThat(unanswered.reason()).isInstanceOf(MalformedAnswerException.class));
    assertThat(hub.asked()).hasSize(1);
  }

  @Test
  void shouldGiveUpAnAnswerThatBeginsAndNeverEnds() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    hub.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
    try (HubClient hasty =
        client(HubSettings.of(hub.url()).answer(Duration.ofMillis(200)).retries(Retries.NONE))) {
      FetchQuery now = QUERY.deadline(Duration.ZERO);

      assertThat(hasty.fetch(now))
          .isInstanceOfSatisfying(
              Answer.Unanswered.class,
              unanswered ->
                  assertThat(unanswered.reason()).isInstanceOf(HttpTimeoutException.class));
    } finally {
      over.countDown();
    }
  }

  @Test
  void shouldNotReadMoreOfAnAnswerThanItsLimit() throws Exception {
    hub.then(200, TWO_EVENTS, "Content-Type", BOUNDARY);
    HubSettings once = HubSettings.of(hub.url()).retries(Retries.NONE);
    int length = TWO_EVENTS.length();

    try (HubClient fits = client(once.answerBytesMax(length));
        HubClient tooSmall = client(once.answerBytesMax(length - 1))) {
      assertThat(fits.fetch(QUERY)).isInstanceOf(Answer.Served.class);
      assertThat(tooSmall.fetch(QUERY)).isInstanceOf(Answer.Unanswered.class);
    }
  }

  @Test
  void shouldPublishEventsAndTellWhatBecameOfThem() throws Exception {
    hub.then(
        200,
        """
        {"total_ok":1,"total_failures":1,"failures":[{"event":"{}","error":"too old"}],
         "ok":[{"kafka_key":"k"}]}""");

    Published published =
        client.publish(Publication.of("binary", List.of("{\"a\":1}", "{}")).andTell()).orThrow();

    assertThat(published.accepted()).isEqualTo(1);
    assertThat(published.failed()).isEqualTo(1);
    assertThat(published.failures()).containsExactly(new Published.Failure("{}", "too old"));
    assertThat(published.stored())
        .extracting(JsonNode::toString)
        .containsExactly("{\"kafka_key\":\"k\"}");
    LocalHub.Asked asked = hub.asked().getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/api/v2/event?model=binary&sync=true&include_ok=true");
    assertThat(asked.body()).isEqualTo("[{\"a\":1},{}]");
  }

  @Test
  void shouldNotTakeA200WithoutACountForAcknowledged() throws Exception {
    hub.then(200, "{}");

    assertThat(client.publish(Publication.of("binary", List.of())))
        .isInstanceOf(Answer.Unanswered.class);
  }

  /** A busy hub has nothing of a publication; of a broken connection nobody knows. */
  @Test
  void shouldRepeatWhatHasRandomKeysOnlyWhenTheHubIsBusy() throws Exception {
    hub.then(503, "").then(200, "{\"total_ok\":1}");
    assertThat(client.publish(Publication.of("delete", List.of("{}"))).orThrow().accepted())
        .isEqualTo(1);
    int before = hub.asked().size();
    client.close();
    hub.close();

    try (LocalHub breaking = new LocalHub();
        HubClient other = client(HubSettings.of(breaking.url()).retries(FOUR))) {
      breaking.thenBreaks();
      pauses.clear();

      assertThat(other.publish(Publication.of("delete", List.of("{}"))))
          .isInstanceOf(Answer.Unanswered.class);
      assertThat(pauses).isEmpty();

      assertThat(other.publish(Publication.of("binary", List.of("{}"))))
          .isInstanceOf(Answer.Unanswered.class);
      assertThat(pauses).as("its key is made of its content").hasSize(3);
    }
    assertThat(before).isEqualTo(2);
  }

  @Test
  void shouldSendTheTokenWithEachRequestWhenThereIsOne() throws Exception {
    hub.then(200, "[]");
    assertThat(client.admin().pauses().orThrow().isArray()).isTrue();
    try (HubClient operator = client(HubSettings.of(hub.url()).token("secret"))) {
      assertThat(operator.admin().resume()).isInstanceOf(Answer.Served.class);
    }

    assertThat(hub.asked())
        .extracting(asked -> asked.header("Authorization"))
        .containsExactly("", "Bearer secret");
  }

  @Test
  void shouldAskForWhatOperatorsDo() throws Exception {
    hub.then(200, "{}").then(201, "{}").then(200, "{}");
    HubAdmin admin = client.admin();
    JsonNode request = Json.read("{\"from\":\"k:9092\"}".getBytes(UTF_8));

    List<Answer<JsonNode>> answers =
        List.of(
            admin.migrations(),
            admin.migrate(request),
            admin.migration("a/b"),
            admin.migrationRejected("m"),
            admin.pause(5),
            admin.pauseForRestore(),
            admin.endPauseForRestore(),
            admin.deadLetters("p", -1, 10),
            admin.replay("d"),
            admin.discard("d"),
            admin.progress("k", "p", "1"));

    assertThat(answers).allMatch(Answer.Served.class::isInstance);
    assertThat(hub.asked())
        .extracting(asked -> asked.method() + " " + asked.target())
        .containsExactly(
            "GET /api/v1/migrations",
            "POST /api/v1/migrations",
            "GET /api/v1/migrations/a%2Fb",
            "GET /api/v1/migrations/m/rejected",
            "PUT /api/v1/pause?minutes=5",
            "PUT /api/v1/restore-pause",
            "DELETE /api/v1/restore-pause",
            "GET /api/v1/dead-letters?subscription=p&after=-1&limit=10",
            "POST /api/v1/dead-letters/d/replay",
            "DELETE /api/v1/dead-letters/d",
            "GET /api/v1/events/k/progress?name=p&version=1");
    assertThat(hub.asked().get(1).body()).isEqualTo("{\"from\":\"k:9092\"}");
  }

  @Test
  void shouldRefuseAnAddressThatIsNone() {
    assertThatThrownBy(() -> HubSettings.of(URI.create("kafka:9092")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka:9092");
    assertThat(HubSettings.of(URI.create("http://h/base/")).url())
        .isEqualTo(URI.create("http://h/base"));
    assertThat(HubSettings.of(URI.create("http://h")).token()).isEqualTo(Optional.empty());
  }
}
