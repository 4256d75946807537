package io.heliograph.dashboard.core;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How messages become statistics, and how these are kept. */
@ConfigMapping(prefix = "hub.statistics")
public interface StatisticsSettings {
  /**
   * {@code misp} counts as MISP-dashboard does, with its quirks; {@code corrected} without them
   * (docs/protocol/dashboard.md says which).
   */
  @WithDefault("corrected")
  @WithConverter(CompatibilityConverter.class)
  Compatibility compatibility();

  /** Whether events of the hub are counted beside messages of MISP; never in {@code misp}. */
  @WithDefault("on")
  HubEvents hubEvents();

  /** Time zone in which days and hours begin, such as {@code Europe/Luxembourg}. */
  @WithDefault("UTC")
  ZoneId timeZone();

  /** Base URL of the logos of organisations. */
  @WithDefault("http://0.0.0.0")
  String mispWebUrl();

  /** How long daily keys are kept after their last change; without it they never expire. */
  Optional<Duration> retention();

  /**
   * Maximum number of days that one request to an endpoint of MISP-dashboard reads; of a longer
   * range the newest days are read.
   */
  @WithDefault("400")
  int mispDaysMax();

  /** Where in Redis. */
  Keys redis();

  /** How much messages can make grow. */
  Limits limits();

  /** The map. */
  Geo geo();

  /** The live log. */
  Live live();

  /** See {@link #compatibility()}. */
  enum Compatibility {
    MISP,
    CORRECTED
  }

  /** See {@link #hubEvents()}. */
  enum HubEvents {
    ON,
    OFF
  }

  /** See {@link #limits()}. What is above a limit is left out and counted as dropped. */
  interface Limits {
    /**
     * Maximum number of members of a key (values of a statistic and day), and of organisations in
     * all. Members that are present go on counting.
     */
    @WithDefault("100000")
    int membersMax();

    /** Maximum number of bytes of a member, and of the name of an organisation or category. */
    @WithDefault("4096")
    int memberBytesMax();

    /** Maximum number of categories per day; contributions to others count as {@code other}. */
    @WithDefault("200")
    int categoriesMax();
  }

  /** See {@link #redis()}. */
  interface Keys {
    /** Logical database of the statistics. */
    @WithDefault("2")
    int database();

    /** Logical database where the diagnostic tool of MISP-dashboard looks for its answer. */
    @WithDefault("3")
    int diagnosticDatabase();

    /** Timeout of one round trip that counts messages. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Timeout of one round trip that reads statistics; the request is answered 503 then. */
    @WithDefault("PT5S")
    Duration readTimeout();

    /** Timeout of the check, once a second, whether Redis is reachable (readiness). */
    @WithDefault("PT2S")
    Duration watchTimeout();

    /**
     * Maximum number of messages per call of the script, 1 to 1000; Redis is blocked while the
     * script runs.
     */
    @WithDefault("64")
    int callMessagesMax();

    /** Maximum size of the messages of one call; a longer message has a call of its own. */
    @WithDefault("1048576")
    int callCharactersMax();
  }

  /** See {@link #geo()}. */
  interface Geo {
    /**
     * MaxMind databases of addresses, the most precise first: GeoIP2-City or the flat form. A file
     * that changes is read again.
     */
    Optional<List<Path>> databases();

    /** Whether the country database that comes with the service is used when none is named. */
    @WithDefault("true")
    boolean builtIn();

    /**
     * Member format of GEO_COORD: {@code full} (value and location) or {@code seed} (location
     * only).
     */
    @WithDefault("full")
    Member member();

    /** Interval between two checks whether a database file changed. */
    @WithDefault("PT1M")
    Duration refresh();
  }

  /** See {@link Geo#member()}. */
  enum Member {
    FULL,
    SEED
  }

  /** See {@link #live()}. */
  interface Live {
    /** Channel of the live log. */
    @WithDefault("1")
    String channel();

    /**
     * Maximum number of characters that one message sends there: an event is sent once per
     * attribute.
     */
    @WithDefault("8388608")
    long bytesMax();

    /** Maximum number of characters of one line of the live log; longer ones are left out. */
    @WithDefault("1048576")
    int lineCharactersMax();

    /** Columns of the live log: paths, or several joined by {@code |}. */
    @WithDefault(
        "Attribute.timestamp,Event.id,Attribute.Tag,Attribute.category,Attribute.type,"
            + "Attribute.value | Attribute.comment")
    List<String> columns();

    /** Text that joins the values of a column that has several paths. */
    @WithDefault("||")
    String separator();
  }
}
