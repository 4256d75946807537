package io.heliograph.dashboard.message;

/** One thing that a message does to the statistics. */
public sealed interface Effect {

  /**
   * A member of a sorted set of a day gains one.
   *
   * @param key the whole key
   */
  record Gain(String key, String member) implements Effect {}

  /** A number of a day gains one. */
  record Count(String key) implements Effect {}

  /** A member gets a place on a day's map. */
  record Placed(String key, String longitude, String latitude, String member) implements Effect {}

  /** A text goes out on a channel. */
  record Published(String channel, String text) implements Effect {}

  /** A text goes out on a channel, and a line to the front of a bounded list. */
  record Listed(String channel, String text, String list, String line) implements Effect {}

  /**
   * An organisation contributed.
   *
   * @param organisation its name
   * @param organisationJson the name as JSON text
   * @param kind what it contributed
   * @param category as in keys, empty for none
   * @param categoryKind how the category takes part
   * @param labelled whether the event has tags
   * @param announcement what goes out on the channel; empty for nothing
   */
  record Contributed(
      String organisation,
      String organisationJson,
      Contribution kind,
      String category,
      CategoryKind categoryKind,
      boolean labelled,
      String announcement)
      implements Effect {}

  /** See {@link Contributed#categoryKind()}. */
  enum CategoryKind {
    /** There is none. */
    NONE,
    /** It is counted. */
    COUNTED,
    /** It is counted and earns trophies. */
    TROPHY
  }

  /** What an organisation can contribute. */
  enum Contribution {
    ATTRIBUTE('A', 1),
    OBJECT_ATTRIBUTE('O', 1),
    SIGHTING('S', 2),
    DISCUSSION('D', 1),
    EVENT('E', 1);

    private final char letter;
    private final int points;

    Contribution(char letter, int points) {
      this.letter = letter;
      this.points = points;
    }

    /** How the script knows it. */
    public char letter() {
      return letter;
    }

    /** What it is worth. */
    public int points() {
      return points;
    }
  }

  /** A user of an organisation logged in. */
  record LoggedIn(String organisation) implements Effect {}

  /** A plugin is at work: counts as a login, once an hour. */
  record AtWork(String plugin) implements Effect {}

  /** MISP-dashboard's diagnostic tool asks how long its message took. */
  record Diagnosed(String seconds) implements Effect {}
}
