package io.heliograph.event;

/**
 * The names of the statistics in Redis and of the channels beside them (contract dashboard.md,
 * sections 3 and 4): what other programs read, so no letter of it may change. A name that ends with
 * a colon is followed by what its remark says; {@code day} is {@code YYYYMMDD}.
 */
public final class StatisticsKeys {
  /** The day; a zset of places. */
  public static final String GEO_COORDINATES = "GEO_COORD:";

  /** The day; a zset of country codes. */
  public static final String GEO_COUNTRIES = "GEO_COUNTRY:";

  /** The day; places for radius queries. */
  public static final String GEO_RADIUS = "GEO_RAD:";

  /** The day; a zset of organisations by points. */
  public static final String CONTRIBUTION_DAY = "CONTRIB_DAY:";

  /** The day, a colon and the category; a zset of organisations. */
  public static final String CONTRIBUTION_CATEGORY = "CONTRIB_CATEG:";

  /** A set of all organisations that contributed. */
  public static final String CONTRIBUTORS = "CONTRIB_ALL_ORG";

  /** The day; a zset of organisations by the time of their last contribution. */
  public static final String CONTRIBUTION_LAST = "CONTRIB_LAST:";

  /** The day; a zset of awards by time. */
  public static final String AWARDS = "CONTRIB_LAST_AWARDS:";

  /** The organisation, a colon and one of the names below. */
  public static final String ORGANISATION = "CONTRIB_ORG:";

  /** The category; a zset of organisations. */
  public static final String TROPHIES = "CONTRIB_TROPHY:";

  /** After {@link #ORGANISATION}: the points of all time. */
  public static final String POINTS = "points";

  /** After {@link #ORGANISATION}: followed by the number of a requirement. */
  public static final String REQUIREMENT = "CONTRIB_REQ_";

  /** After {@link #ORGANISATION}: followed by the number of a badge. */
  public static final String BADGE = "BADGE_";

  /** After {@link #ORGANISATION}: attributes of the week. */
  public static final String ATTRIBUTES_WEEK = "ATTR_WEEK_COUNT";

  /** After {@link #ORGANISATION}: sightings of the week. */
  public static final String SIGHTINGS_WEEK = "SIGHT_WEEK_COUNT";

  /** After {@link #ORGANISATION}: events of the week. */
  public static final String EVENTS_WEEK = "EVENT_WEEK_COUNT";

  /** After {@link #ORGANISATION}: events of the month. */
  public static final String EVENTS_MONTH = "EVENT_MONTH_COUNT";

  /** After {@link #ORGANISATION}: proposals of the week. */
  public static final String PROPOSALS_WEEK = "PROP_WEEK_COUNT";

  /** The day; a zset of event titles. */
  public static final String TRENDING_EVENTS = "TRENDINGS_EVENTS:";

  /** The day; a zset of categories. */
  public static final String TRENDING_CATEGORIES = "TRENDINGS_CATEGS:";

  /** The day; a zset of tags. */
  public static final String TRENDING_TAGS = "TRENDINGS_TAGS:";

  /** The day; a zset with one member. */
  public static final String TRENDING_DISCUSSIONS = "TRENDINGS_DISC:";

  /** The day; a number. */
  public static final String SIGHTINGS = "TRENDINGS_SIGHT_sightings:";

  /** The day; a number. */
  public static final String FALSE_POSITIVES = "TRENDINGS_SIGHT_false_positive:";

  /** The day and the hour without a leading zero; the set of organisations that logged in then. */
  public static final String LOGIN_HOUR = "LOGIN_TIMESTAMPSET:";

  /** The day: a set of times; an organisation: a zset of times. */
  public static final String LOGIN_TIMES = "LOGIN_TIMESTAMP:";

  /** The day; a zset of organisations. */
  public static final String LOGINS = "LOGIN_ORG:";

  /** The set of all organisations that logged in. */
  public static final String LOGIN_ORGANISATIONS = "LOGIN_ALL_ORG";

  /** The list of the newest lines of the live log. */
  public static final String LIVE_LOG = "TEMP_CACHE_LIVE:Attribute";

  /** The list of the newest places. */
  public static final String LIVE_MAP = "TEMP_CACHE_LIVE:Map";

  /** The number of this layout. */
  public static final String LAYOUT_VERSION = "db_version";

  /** The round trip of a diagnostic message, in another database. */
  public static final String DIAGNOSTIC = "diagnostic_tool_response";

  /** Ours: a hash of the next offset of each partition, by topic id and partition. */
  public static final String OFFSETS = "hub:statistics:offsets";

  /** Ours: a hash of the beginnings of counting windows, by the key of the counter. */
  public static final String WINDOWS = "hub:statistics:windows";

  /** Ours: the day; a hash of contributions by five minutes since 1970, a bar and the category. */
  public static final String ACTIVITY = "hub:statistics:activity:";

  /** Ours: the day; a hash of contributions by category. */
  public static final String ACTIVITY_DAY = "hub:statistics:activity-day:";

  /** Ours: the second at which the newest message came that counted. */
  public static final String LATEST = "hub:statistics:latest";

  /** Ours: a hash of messages counted, by the feed's name as JSON. */
  public static final String FEED_MESSAGES = "hub:statistics:feed-messages";

  /** Ours: a hash of the second of the newest message counted, by the feed's name as JSON. */
  public static final String FEED_LATEST = "hub:statistics:feed-latest";

  /** Ours: a hash of what was left out because a key is full, by the beginning of the key. */
  public static final String DROPPED = "hub:statistics:dropped";

  /** The channel of new contributions. */
  public static final String CHANNEL_CONTRIBUTOR = "lastContributor";

  /** The channel of new awards. */
  public static final String CHANNEL_AWARDS = "lastAwards";

  /** The channel of new places. */
  public static final String CHANNEL_MAP = "PicToDisplay";

  private StatisticsKeys() {}
}
