package io.heliograph.event.json;

import static io.heliograph.event.json.Shape.History.AFTER_LEGACY;
import static io.heliograph.event.json.Shape.History.SINCE_5;
import static io.heliograph.event.json.Shape.Presence.ALWAYS;
import static io.heliograph.event.json.Shape.Presence.OPTIONAL;
import static io.heliograph.event.json.Shape.Type.BOOL;
import static io.heliograph.event.json.Shape.Type.DOUBLE;
import static io.heliograph.event.json.Shape.Type.FEATURE_TYPE;
import static io.heliograph.event.json.Shape.Type.NAME;
import static io.heliograph.event.json.Shape.Type.RAW;
import static io.heliograph.event.json.Shape.Type.RAW_OBJECT;
import static io.heliograph.event.json.Shape.Type.TEXT;
import static io.heliograph.event.json.Shape.Type.TEXTS;
import static io.heliograph.event.json.Shape.Type.TEXT_MAP;
import static io.heliograph.event.json.Shape.Type.TIME;
import static io.heliograph.event.json.Shape.Type.U32;
import static io.heliograph.event.json.Shape.Type.U64;

import io.heliograph.event.Model;

/** The records of the event model (contract event-model.md sections 2 to 6 and 9). */
public final class Shapes {
  static final Shape AUTHOR =
      new Shape("author")
          .alwaysKept("name", NAME)
          .kept("version", NAME)
          .kept("category", TEXT)
          .kept("security", TEXT);

  static final Shape NODE =
      new Shape("path node")
          .record("author", AUTHOR)
          .alwaysKept("action", TEXT)
          .alwaysKept("sha256", NAME)
          .optional("relationship", TEXT_MAP)
          .alwaysKept("timestamp", TIME)
          .optional("file_format", TEXT)
          .with(AFTER_LEGACY)
          .optional("size", U64)
          .optional("filename", TEXT)
          .optional("language", TEXT);

  static final Shape SOURCE =
      new Shape("source")
          .alwaysKept("name", NAME)
          .kept("references", TEXT_MAP)
          .kept("security", TEXT)
          .records("path", NODE, ALWAYS)
          .alwaysKept("timestamp", TIME)
          .kept("settings", TEXT_MAP)
          .with(SINCE_5);

  static final Shape FEATURE =
      new Shape("feature")
          .always("name", NAME)
          .always("value", TEXT)
          .always("type", FEATURE_TYPE)
          .optional("label", NAME)
          .optional("size", U64)
          .optional("offset", U64);

  static final Shape DATASTREAM =
      new Shape("datastream")
          .optional("identify_version", U32)
          .alwaysKept("label", NAME)
          .alwaysKept("size", U64)
          .always("sha512", TEXT)
          .always("sha256", TEXT)
          .always("sha1", TEXT)
          .always("md5", TEXT)
          .optional("ssdeep", TEXT)
          .optional("tlsh", TEXT)
          .always("mime", TEXT)
          .always("magic", TEXT)
          .kept("file_format", TEXT)
          .with(AFTER_LEGACY)
          .optional("file_extension", TEXT)
          .optional("language", TEXT);

  static final Shape BINARY_ENTITY =
      new Shape("entity")
          .alwaysKept("sha256", NAME)
          .optional("sha512", TEXT)
          .optional("sha1", TEXT)
          .optional("md5", TEXT)
          .optional("ssdeep", TEXT)
          .optional("tlsh", TEXT)
          .optional("size", U64)
          .optional("mime", TEXT)
          .optional("magic", TEXT)
          .optional("file_format", TEXT)
          .with(AFTER_LEGACY)
          .optional("file_extension", TEXT)
          .optional("info", RAW)
          .records("features", FEATURE, OPTIONAL)
          .records("datastreams", DATASTREAM, OPTIONAL);

  static final Shape BINARY = binary(common("binary"));

  /** A binary event that stays in a status: strict readers want its key, whatever it is. */
  private static final Shape RESULT =
      binary(common(new Shape("binary").kept("model_version", U32).alwaysKept("kafka_key", NAME)));

  private static Shape binary(Shape common) {
    return common
        .record("source", SOURCE)
        .record("entity", BINARY_ENTITY)
        .alwaysKept("action", TEXT)
        .kept("dequeued", NAME)
        .optional("retries", U32)
        .record(
            "flags",
            new Shape("flags")
                .kept("bypass_cache", BOOL)
                .kept("expedite", BOOL)
                .kept("retry", BOOL))
        .optional("track_source_references", TEXT)
        .optional("track_links", TEXTS)
        .optional("track_authors", TEXTS);
  }

  static final Shape STATUS_ENTITY =
      new Shape("entity")
          .record("input", BINARY)
          .alwaysKept("status", TEXT)
          .optional("runtime", DOUBLE)
          .optional("error", TEXT)
          .optional("message", TEXT)
          .records("results", RESULT, OPTIONAL);

  static final Shape STATUS = common("status").record("entity", STATUS_ENTITY);

  static final Shape PLUGIN =
      common("plugin")
          .record(
              "entity",
              new Shape("entity")
                  .alwaysKept("name", NAME)
                  .kept("version", NAME)
                  .optional("category", TEXT)
                  .optional("contact", TEXT)
                  .optional("description", TEXT)
                  .records(
                      "features",
                      new Shape("feature")
                          .always("name", NAME)
                          .always("type", FEATURE_TYPE)
                          .always("desc", TEXT)
                          .cut("tags", TEXTS),
                      OPTIONAL)
                  .optional("security", TEXT)
                  .optional("config", TEXT_MAP));

  static final Shape INSERT =
      common("insert")
          .record(
              "entity",
              new Shape("entity")
                  .alwaysKept("original_source", NAME)
                  .alwaysKept("parent_sha256", NAME)
                  .record("child", BINARY_ENTITY)
                  .record("child_history", NODE))
          .optional("track_link", TEXT)
          .optional("track_author", TEXT);

  static final Shape DOWNLOAD =
      common("download")
          .record("source", SOURCE)
          .alwaysKept("action", TEXT)
          .record(
              "entity",
              new Shape("entity")
                  .alwaysKept("hash", NAME)
                  .optional("direct_url", TEXT)
                  .optional("direct_expiry", TIME)
                  .optional("pcap", BOOL)
                  .optional("category", TEXT)
                  .optional("category_quota", U32)
                  .optional("metadata", RAW_OBJECT));

  static final Shape DELETE =
      common("delete")
          .record(
              "entity",
              new Shape("entity")
                  .optional("reason", TEXT)
                  .unlessEmpty(
                      "submission",
                      new Shape("submission")
                          .kept("track_source_references", TEXT)
                          .optional("timestamp", TIME))
                  .unlessEmpty(
                      "author",
                      new Shape("author").kept("track_author", TEXT).kept("timestamp", TIME))
                  .unlessEmpty("link", new Shape("link").kept("track_link", TEXT))
                  .unlessEmpty("ids", new Shape("ids").optional("ids", TEXTS)))
          .alwaysKept("action", TEXT);

  static final Shape RETROHUNT =
      common("retrohunt")
          .always("entity", RAW)
          .kept("action", TEXT)
          .record(
              "source",
              new Shape("source")
                  .optional("submitter", TEXT)
                  .kept("security", TEXT)
                  .alwaysKept("timestamp", TIME));

  /** An observation, or an event of a declared type: about its source's free JSON. */
  static final Shape FREE =
      common("event")
          .record("source", SOURCE)
          .kept("action", TEXT)
          .alwaysKept("entity", RAW_OBJECT);

  private Shapes() {}

  private static Shape common(String name) {
    return common(new Shape(name).kept("model_version", U32).kept("kafka_key", NAME));
  }

  private static Shape common(Shape begun) {
    return begun.alwaysKept("timestamp", TIME).record("author", AUTHOR);
  }

  /** The shape of a model's events. */
  public static Shape of(Model model) {
    return switch (model) {
      case Model.Builtin.BINARY -> BINARY;
      case Model.Builtin.STATUS -> STATUS;
      case Model.Builtin.PLUGIN -> PLUGIN;
      case Model.Builtin.INSERT -> INSERT;
      case Model.Builtin.DELETE -> DELETE;
      case Model.Builtin.DOWNLOAD -> DOWNLOAD;
      case Model.Builtin.RETROHUNT -> RETROHUNT;
      case Model.Builtin.OBSERVATION -> FREE;
      case Model.Declared _ -> FREE;
    };
  }

  /** Whether the hub may store another value of that member than was sent. */
  static boolean isReplaced(Shape shape, Shape.Member member) {
    return shape == SOURCE
        ? member.name().equals("settings")
        : shape == BINARY && member.name().equals("dequeued");
  }
}
