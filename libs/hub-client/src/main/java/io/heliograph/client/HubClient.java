package io.heliograph.client;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.TimeUnit;

/**
 * A client of one dispatcher: publishes and fetches events; {@link #contents} has the files, {@link
 * #admin} what operators do. Each call says what became of it ({@link Answer}) and blocks unless it
 * returns a future. Busy hubs and broken connections are asked again as {@link Retries} say, but
 * for requests that must not be done twice. Thread-safe.
 */
public final class HubClient implements AutoCloseable {
  private final Exchange exchange;
  private final HubContents contents;
  private final HubAdmin admin;

  /** Sends no request yet. */
  public HubClient(HubSettings settings) {
    this(settings, wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()));
  }

  HubClient(HubSettings settings, Exchange.Pauses pauses) {
    this.exchange = new Exchange(settings, pauses);
    this.contents = new HubContents(exchange);
    this.admin = new HubAdmin(exchange);
  }

  /** Files. */
  public HubContents contents() {
    return contents;
  }

  /** What operators do. */
  public HubAdmin admin() {
    return admin;
  }

  /**
   * Publishes events. Those of models with random keys are not sent again when no answer comes:
   * they might be there twice.
   */
  public Answer<Published> publish(Publication publication) throws InterruptedException {
    return exchange.send(
        exchange.ask(
            exchange
                .to(publication.pathAndQuery())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(publication.body())),
            publication.repeatable(),
            answer -> Published.of(Json.read(answer.body()))));
  }

  /**
   * Fetches events. Tasks of an answer that is lost on its way come again when their lease ends.
   */
  public Answer<Fetched> fetch(FetchQuery query) throws InterruptedException {
    return exchange.send(
        exchange.ask(
            exchange.to(query.pathAndQuery()).GET(),
            exchange.settings().answer().plus(query.deadline()),
            true,
            Fetched::of));
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    exchange.close();
  }
}
