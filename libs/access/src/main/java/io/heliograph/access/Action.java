package io.heliograph.access;

/** What can be done in a hub. The sentence of each stands in the documentation's table. */
public enum Action {
  PUBLISH("publish events"),
  PUBLISH_ON_BEHALF("publish events on behalf of authors of another hub"),
  FETCH_ACTIVE("fetch events as tasks"),
  FETCH_PASSIVE("fetch events without leases"),
  SIMULATE("ask which plugins would get an event"),
  CONTENT_READ("read contents"),
  CONTENT_WRITE("upload contents"),
  CONTENT_COPY("copy contents between sources, both granted"),
  CONTENT_DELETE("delete contents"),
  EVENT_READ("ask how far a plugin is with an event, and where the event came from"),
  SOURCES_READ("list the granted sources"),
  SUBSCRIPTIONS_READ("list subscriptions"),
  DEAD_LETTERS("list, show, replay and discard dead letters"),
  PAUSE_READ("ask whether plugins are paused"),
  PAUSE_WRITE("pause plugins and let them go on"),
  MIGRATIONS("run and watch migrations"),
  INSERTS_READ("list manually submitted children"),
  STATISTICS_READ("read statistics and event streams of the dashboard"),
  STATISTICS_WRITE("give awards and replay messages");

  private final String sentence;

  Action(String sentence) {
    this.sentence = sentence;
  }

  /** What it is, for people. */
  public String sentence() {
    return sentence;
  }
}
