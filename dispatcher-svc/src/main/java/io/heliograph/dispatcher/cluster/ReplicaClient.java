package io.heliograph.dispatcher.cluster;

import io.heliograph.coordinator.cluster.Depths;
import io.heliograph.coordinator.cluster.HeardReadiness;
import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.cluster.RemoteReplica;
import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.shard.Settlement;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One other replica over HTTP. It is asked ten times a second what it has ready for the
 * subscriptions that are fetched here, which also tells it that we are alive. Thread-safe.
 */
final class ReplicaClient implements RemoteReplica {
  private static final Logger LOG = Logger.getLogger(ReplicaClient.class);
  private static final int OK = 200;
  private static final long READY_TIMEOUT_MILLIS = 1_000;
  private static final long TAKE_TIMEOUT_MILLIS = 4_000;
  private static final long SETTLE_PAUSE_MILLIS = 200;
  private static final int SETTLE_TRIES = 50;

  private final Vertx vertx;
  private final HttpClient client;
  private final RequestOptions target;
  private final Consumer<Set<String>> wake;
  private final HeardReadiness heard = new HeardReadiness(System::nanoTime);
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean gone;

  /**
   * @param target host, port and headers of every request
   * @param wake told which subscriptions may get something from this peer
   */
  ReplicaClient(Vertx vertx, HttpClient client, RequestOptions target, Consumer<Set<String>> wake) {
    this.vertx = vertx;
    this.client = client;
    this.target = target;
    this.wake = wake;
  }

  /** Its process; empty before it has answered. */
  String process() {
    return heard.process();
  }

  /** It has left the group: nothing is sent to it any more. */
  void leave() {
    gone = true;
  }

  /**
   * Asks what is ready, unless an answer to the last question is still to come.
   *
   * @param pages the plugin keys, in parts that are asked for one after the other
   */
  void look(List<byte[]> pages) {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    long askedNanos = System.nanoTime();
    Future<List<Readiness>> said = Future.succeededFuture(List.of());
    for (byte[] page : pages) {
      said = said.compose(before -> ask(page, before));
    }
    said.onComplete(
        answers -> {
          if (answers.succeeded()) {
            Set<String> ready = heard.heard(Readiness.joined(answers.result()), askedNanos);
            if (!ready.isEmpty()) {
              wake.accept(ready);
            }
          } else {
            LOG.debugf("replica=%s did not answer cause=%s", target.getHost(), answers.cause());
          }
          asking.set(false);
        });
  }

  private Future<List<Readiness>> ask(byte[] page, List<Readiness> before) {
    return post(Wire.READY, page, READY_TIMEOUT_MILLIS)
        .map(
            body -> {
              try {
                List<Readiness> all = new ArrayList<>(before);
                all.add(Readiness.decode(body.getBytes()));
                return all;
              } catch (MalformedRecordException malformed) {
                throw new IllegalStateException(malformed.getMessage(), malformed);
              }
            });
  }

  @Override
  public boolean hasPartitions(String pluginKey, Queue queue) {
    return heard.hasPartitions(pluginKey, queue);
  }

  @Override
  public boolean mayHave(String pluginKey, Queue queue) {
    return heard.mayHave(pluginKey, queue);
  }

  @Override
  public void hasNothing(String pluginKey, Queue queue) {
    heard.hasNothing(pluginKey, queue);
  }

  @Override
  public boolean trusted() {
    return heard.trusted();
  }

  @Override
  public CompletionStage<byte[]> take(byte[] order) {
    return post(Wire.TAKE, order, TAKE_TIMEOUT_MILLIS).map(Buffer::getBytes).toCompletionStage();
  }

  @Override
  public CompletionStage<byte[]> progress(byte[] question) {
    return post(Wire.PROGRESS, question, TAKE_TIMEOUT_MILLIS)
        .map(Buffer::getBytes)
        .toCompletionStage();
  }

  @Override
  public void settle(long batch, Settlement settlement, List<Integer> takes) {
    settle(new SettleCodec(batch, settlement, null, takes).encode(), SETTLE_TRIES);
  }

  /** Asks how much is left of queues: keys of subscriptions in, {@link Depths} out. */
  CompletionStage<byte[]> depths(byte[] pluginKeys) {
    return post(Wire.DEPTHS, pluginKeys, TAKE_TIMEOUT_MILLIS)
        .map(Buffer::getBytes)
        .toCompletionStage();
  }

  /** A client confirmed here a batch that the replica answered. */
  void confirm(Confirmation confirmation) {
    settle(SettleCodec.of(confirmation).encode(), SETTLE_TRIES);
  }

  private void settle(byte[] body, int triesLeft) {
    post(Wire.SETTLE, body, TAKE_TIMEOUT_MILLIS)
        .onFailure(
            failure -> {
              if (triesLeft > 1 && !gone) {
                vertx.setTimer(SETTLE_PAUSE_MILLIS, timer -> settle(body, triesLeft - 1));
              } else {
                LOG.debugf("settlement not sent replica=%s cause=%s", target.getHost(), failure);
              }
            });
  }

  private Future<Buffer> post(String path, byte[] body, long timeoutMillis) {
    RequestOptions request =
        new RequestOptions(target)
            .setMethod(HttpMethod.POST)
            .setURI(Wire.PATH + path)
            .setTimeout(timeoutMillis);
    return client
        .request(request)
        .compose(open -> open.send(Buffer.buffer(body)))
        .compose(ReplicaClient::bodyOf);
  }

  private static Future<Buffer> bodyOf(HttpClientResponse response) {
    // Read also when it is an error: else the connection would not go back to its pool.
    return response
        .body()
        .compose(
            body ->
                response.statusCode() == OK
                    ? Future.succeededFuture(body)
                    : Future.failedFuture(new IOException("status " + response.statusCode())));
  }
}
