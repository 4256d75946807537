package io.heliograph.client;

import java.time.Duration;

/**
 * One fetch (docs/protocol/fetch.md). Immutable: each method returns another value.
 *
 * @param model of the events
 * @param active whether events are taken as tasks, not only read
 * @param deadline how long the hub may collect
 * @param query all parameters but the deadline, encoded, each behind a {@code &}
 */
public record FetchQuery(String model, boolean active, Duration deadline, String query) {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Binary events as tasks of a plugin. */
  public static FetchQuery active(String name, String version) {
    return new FetchQuery("binary", true, DEADLINE, "").with("name", name).with("version", version);
  }

  /** Events of a model, which are only read. */
  public static FetchQuery passive(String model, String name, String version) {
    return new FetchQuery(model, false, DEADLINE, "").with("name", name).with("version", version);
  }

  /** New events, events from before, expedited ones. */
  public FetchQuery queues(boolean live, boolean historic, boolean expedite) {
    return with("r-live", String.valueOf(live))
        .with("r-historic", String.valueOf(historic))
        .with("r-expedite", String.valueOf(expedite));
  }

  /** At most so many events. */
  public FetchQuery count(int events) {
    return with("count", Integer.toString(events));
  }

  /** The hub answers after that time with what it has; whole seconds. */
  public FetchQuery deadline(Duration wait) {
    return new FetchQuery(model, active, wait, query);
  }

  /** With one more parameter. */
  public FetchQuery with(String name, String value) {
    return withEncoded(name + '=' + Json.encoded(value));
  }

  /** With more parameters, such as {@code a=b&c=d}, as they stand. */
  public FetchQuery withEncoded(String more) {
    return new FetchQuery(model, active, deadline, query + '&' + more);
  }

  String pathAndQuery() {
    return "/api/v2/event/"
        + Json.encoded(model)
        + (active ? "/active" : "/passive")
        + "?deadline="
        + deadline.toSeconds()
        + query;
  }
}
