package io.heliograph.dispatcher.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.AnswerEvents;
import io.heliograph.coordinator.fetch.EventSource.RunningFetch;
import io.heliograph.coordinator.fetch.FetchedBatch;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange on a real connection, with a fetch whose outcome the test decides. */
class FetchExchangeTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FetchMetrics metrics = new FetchMetrics(registry);
  private final Outcome outcome = new Outcome();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  /** The client may be still for a second. */
  private record Bounds() implements FetchSettings {
    @Override
    public int countMax() {
      return 1_000;
    }

    @Override
    public long defaultWaitSeconds() {
      return 5;
    }

    @Override
    public long waitSecondsMax() {
      return 300;
    }

    @Override
    public long writeIdleSecondsMax() {
      return 1;
    }

    @Override
    public long writeBytesPerSecondMin() {
      return 16_384;
    }

    @Override
    public long answerBytesMax() {
      return 64 << 20;
    }
  }

  /** A fetch under way and its batch. */
  private static final class Outcome implements RunningFetch, FetchedBatch {
    private final CompletableFuture<FetchedBatch> batch = new CompletableFuture<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private List<byte[]> events = List.of("{\"a\":1}".getBytes(UTF_8), "{\"b\":2}".getBytes(UTF_8));
    private Set<Queue> notReady = Set.of();
    private volatile String throttled = "";

    @Override
    public CompletionStage<FetchedBatch> batch() {
      return batch;
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
    }

    @Override
    public AnswerEvents events() {
      return AnswerEvents.of(events);
    }

    @Override
    public Map<String, Integer> filtered() {
      return Map.of("FilterTooDeep-too_deep", 3);
    }

    @Override
    public Set<Queue> notReady() {
      return notReady;
    }

    @Override
    public boolean paused() {
      return false;
    }

    @Override
    public String throttled() {
      return throttled;
    }

    @Override
    public String confirmation() {
      return "batch-7";
    }

    @Override
    public void answered() {
      answered.incrementAndGet();
    }

    @Override
    public void failed() {
      failed.incrementAndGet();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    router
        .get("/fetch")
        .handler(
            context -> {
              FetchParameters parameters =
                  ParsedRules.parsed(
                      "binary", true, "name=p&version=1&r-live=1&" + context.request().query());
              new FetchExchange(context, parameters, new Bounds(), metrics)
                  .answer(outcome)
                  .subscribe()
                  .with(done -> {});
            });
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private HttpResponse<String> get(String query) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/fetch?" + query);
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private double count(String meter) {
    return registry.get(meter).functionCounter().count();
  }

  @Test
  void shouldCountTheBatchAsAnsweredWhenItIsWritten() throws Exception {
    outcome.batch.complete(outcome);

    HttpResponse<String> answer = get("x=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("multipart/form-data; boundary=");
    assertThat(answer.headers().firstValue("Heliograph-Batch")).contains("batch-7");
    assertThat(answer.headers().firstValueAsLong("Content-Length"))
        .hasValue(answer.body().getBytes(UTF_8).length);
    assertThat(answer.body())
        .contains("{\"events\":[{\"a\":1},{\"b\":2}]}")
        .contains("{\"filtered\":3,\"fetched\":2,\"ready\":true,\"paused\":false");
    await().untilAsserted(() -> assertThat(outcome.answered).hasValue(1));
    assertThat(outcome.failed).hasValue(0);
    assertThat(count("dispatcher_events_fetched_total")).isEqualTo(2);
    assertThat(count("dispatcher_events_filtered_total")).isEqualTo(3);
  }

  @Test
  void shouldPutALargeAnswerTogetherWhenItIsBeyondTheEventLoopsShare() throws Exception {
    byte[] big = ("{\"x\":\"" + "y".repeat(400_000) + "\"}").getBytes(UTF_8);
    outcome.events = List.of(big, big, big);
    outcome.batch.complete(outcome);

    assertThat(get("x=1").body()).contains(",{\"x\":\"yyy").hasSizeGreaterThan(1_200_000);

    await().untilAsserted(() -> assertThat(outcome.answered).hasValue(1));
  }

  @Test
  void shouldTellAndForgetThatAQueueIsNotReady() throws Exception {
    outcome.notReady = Set.of(Queue.LIVE);
    outcome.batch.complete(outcome);

    assertThat(get("x=1").body())
        .contains("\"ready\":false,\"paused\":false,\"consumers_not_ready\":\"live\"");
    await()
        .untilAsserted(
            () ->
                assertThat(registry.get("dispatcher_events_consume_not_ready").gauge().value())
                    .isEqualTo(1));
    outcome.notReady = Set.of();
    get("x=1");
    await()
        .untilAsserted(
            () ->
                assertThat(registry.get("dispatcher_events_consume_not_ready").gauge().value())
                    .isZero());
  }

  @Test
  void shouldAnswerWithTheHubsErrorWhenTheFetchFails() throws Exception {
    outcome.batch.completeExceptionally(HubException.busy(ErrorCode.UNAVAILABLE, "moving"));

    HttpResponse<String> answer = get("x=1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("\"detail\":\"moving\"");
  }

  @Test
  void shouldAskToComeBackWhenThePartitionsAreTakenAway() throws Exception {
    outcome.batch.completeExceptionally(new CancellationException());

    assertThat(get("x=1").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldSayNothingOfTheInsideWhenTheFetchFailsUnexpectedly() throws Exception {
    outcome.batch.completeExceptionally(new IllegalStateException("inside"));

    HttpResponse<String> answer = get("x=1");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"500\",\"title\":\"Fetch Failed\",\"detail\":\"no error provided\","
                + "\"error_enum\":\"ErrorStringEnumUnset\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldCancelAndFreeTheBatchWhenTheClientGoesAway(boolean collectedLater) throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      client.getOutputStream().write("GET /fetch?x=1 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
      await().untilAsserted(() -> assertThat(outcome.batch.getNumberOfDependents()).isEqualTo(1));
    }
    await().untilAsserted(() -> assertThat(outcome.cancelled).hasValue(1));
    if (collectedLater) {
      outcome.batch.complete(outcome);
      await().untilAsserted(() -> assertThat(outcome.failed).hasValue(1));
    }
    assertThat(outcome.answered).hasValue(0);
  }

  @Test
  void shouldFreeTheBatchWhenTheClientStopsReading() throws Exception {
    byte[] big = ("{\"x\":\"" + "y".repeat(8_000_000) + "\"}").getBytes(UTF_8);
    List<byte[]> events = new ArrayList<>();
    for (int at = 0; at < 6; at++) {
      events.add(big);
    }
    outcome.events = events;
    outcome.batch.complete(outcome);
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      client.getOutputStream().write("GET /fetch?x=1 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
      InputStream in = client.getInputStream();
      assertThat(in.readNBytes(1000)).hasSize(1000);
      assertThat(outcome.answered).hasValue(0);
    }

    await().untilAsserted(() -> assertThat(outcome.failed).hasValue(1));
    assertThat(outcome.answered).hasValue(0);
  }

  private static List<byte[]> large() {
    byte[] big = ("{\"x\":\"" + "y".repeat(8_000_000) + "\"}").getBytes(UTF_8);
    return List.of(big, big, big, big);
  }

  @Test
  void shouldCloseTheConnectionAndFreeTheBatchWhenTheClientStaysAndDoesNotRead() throws Exception {
    outcome.events = large();
    outcome.batch.complete(outcome);
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      client.getOutputStream().write("GET /fetch?x=1 HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));

      await().untilAsserted(() -> assertThat(outcome.failed).hasValue(1));

      assertThat(client.getInputStream().readAllBytes()).hasSizeLessThan(32_000_000);
    }
    assertThat(outcome.answered).hasValue(0);
    assertThat(registry.get("heliograph_fetch_answers_unread").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldFreeTheBatchWhenAStreamOfHttp2HasNoWindow() throws Exception {
    outcome.events = large();
    outcome.batch.complete(outcome);
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    vertx
        .createHttpClient(options)
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/fetch?x=1")
        .compose(request -> request.send())
        .onSuccess(response -> response.pause());

    await().untilAsserted(() -> assertThat(outcome.failed).hasValue(1));
    assertThat(outcome.answered).hasValue(0);
  }

  @Test
  void shouldSayThatThereWasNoRoomForWorkThatMayBeThere() throws Exception {
    outcome.events = List.of();
    outcome.throttled = "no-room";
    outcome.batch.complete(outcome);

    assertThat(get("x=1").headers().firstValue("Heliograph-Throttled")).contains("no-room");
    outcome.throttled = "";
    assertThat(get("x=1").headers().firstValue("Heliograph-Throttled")).isEmpty();
  }
}
