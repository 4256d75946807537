package io.heliograph.event.avro;

import static io.heliograph.event.avro.Field.always;
import static io.heliograph.event.avro.Field.optional;
import static io.heliograph.event.avro.Kind.Scalar.BOOLEAN;
import static io.heliograph.event.avro.Kind.Scalar.DOUBLE;
import static io.heliograph.event.avro.Kind.Scalar.RAW_JSON;
import static io.heliograph.event.avro.Kind.Scalar.TEXT;
import static io.heliograph.event.avro.Kind.Scalar.TEXT_MAP;
import static io.heliograph.event.avro.Kind.Scalar.TIME;
import static io.heliograph.event.avro.Kind.Scalar.U32;
import static io.heliograph.event.avro.Kind.Scalar.U64;
import static io.heliograph.event.avro.Kind.Scalar.VERSION;

import io.heliograph.event.Model;
import io.heliograph.event.avro.Kind.ListOf;

/**
 * The table of all records in Avro field order (contract event-model.md section 9; which members
 * JSON always has: dispatcher.md part 2 section 0.1).
 */
final class Shapes {
  private static final Shape AUTHOR =
      Shape.of(
          always("name", TEXT),
          optional("version", TEXT),
          optional("category", TEXT),
          optional("security", TEXT));

  private static final Field LEGACY_FORMAT = optional("file_format_legacy", TEXT).until(5);

  private static final Shape PATH_NODE =
      Shape.of(
          always("author", AUTHOR),
          always("action", TEXT),
          always("sha256", TEXT),
          optional("relationship", TEXT_MAP),
          always("timestamp", TIME),
          LEGACY_FORMAT,
          optional("file_format", TEXT),
          optional("size", U64),
          optional("filename", TEXT),
          optional("language", TEXT));

  private static final Shape SOURCE =
      Shape.of(
          always("name", TEXT),
          optional("references", TEXT_MAP),
          optional("security", TEXT),
          always("path", new ListOf(PATH_NODE)),
          always("timestamp", TIME),
          optional("settings", TEXT_MAP).since(5));

  private static final Shape FEATURE =
      Shape.of(
          always("name", TEXT),
          always("value", TEXT),
          always("type", TEXT),
          optional("label", TEXT),
          optional("size", U64),
          optional("offset", U64));

  private static final Shape DATASTREAM =
      Shape.of(
          optional("identify_version", U32),
          always("label", TEXT),
          always("size", U64),
          always("sha512", TEXT),
          always("sha256", TEXT),
          always("sha1", TEXT),
          always("md5", TEXT),
          optional("ssdeep", TEXT),
          optional("tlsh", TEXT),
          always("mime", TEXT),
          always("magic", TEXT),
          LEGACY_FORMAT,
          optional("file_format", TEXT),
          optional("file_extension", TEXT),
          optional("language", TEXT));

  private static final Shape BINARY_ENTITY =
      Shape.of(
          always("sha256", TEXT),
          optional("sha512", TEXT),
          optional("sha1", TEXT),
          optional("md5", TEXT),
          optional("ssdeep", TEXT),
          optional("tlsh", TEXT),
          optional("size", U64),
          optional("mime", TEXT),
          optional("magic", TEXT),
          LEGACY_FORMAT,
          optional("file_format", TEXT),
          optional("file_extension", TEXT),
          optional("info", RAW_JSON),
          optional("features", new ListOf(FEATURE)),
          optional("datastreams", new ListOf(DATASTREAM)));

  private static final Shape FLAGS =
      Shape.of(
          optional("bypass_cache", BOOLEAN),
          optional("expedite", BOOLEAN),
          optional("retry", BOOLEAN));

  private static final Shape BINARY =
      event(
          always("source", SOURCE),
          always("entity", BINARY_ENTITY),
          always("action", TEXT),
          optional("dequeued", TEXT),
          optional("retries", U32),
          always("flags", FLAGS),
          optional("track_source_references", TEXT),
          optional("track_links", new ListOf(TEXT)),
          optional("track_authors", new ListOf(TEXT)));

  private static final Shape STATUS =
      event(
          always(
              "entity",
              Shape.of(
                  always("input", BINARY),
                  always("status", TEXT),
                  optional("runtime", DOUBLE),
                  optional("error", TEXT),
                  optional("message", TEXT),
                  optional("results", new ListOf(BINARY)))));

  private static final Shape PLUGIN_FEATURE =
      Shape.of(
          always("name", TEXT),
          always("type", TEXT),
          optional("desc", TEXT),
          optional("tags", new ListOf(TEXT)));

  private static final Shape PLUGIN =
      event(
          always(
              "entity",
              Shape.of(
                  always("name", TEXT),
                  optional("version", TEXT),
                  optional("category", TEXT),
                  optional("contact", TEXT),
                  optional("description", TEXT),
                  optional("features", new ListOf(PLUGIN_FEATURE)),
                  optional("security", TEXT),
                  optional("config", TEXT_MAP))));

  private static final Shape INSERT =
      event(
          always(
              "entity",
              Shape.of(
                  always("original_source", TEXT),
                  always("parent_sha256", TEXT),
                  always("child", BINARY_ENTITY),
                  always("child_history", PATH_NODE))),
          optional("track_link", TEXT),
          optional("track_author", TEXT));

  private static final Shape DOWNLOAD =
      event(
          always("source", SOURCE),
          always("action", TEXT),
          always(
              "entity",
              Shape.of(
                  always("hash", TEXT),
                  optional("direct_url", TEXT),
                  optional("direct_expiry", TIME),
                  optional("pcap", BOOLEAN),
                  optional("category", TEXT),
                  optional("category_quota", U32),
                  optional("metadata", RAW_JSON))));

  /** The sub-objects are optional by our reading: only the one in use is written. */
  private static final Shape DELETE =
      event(
          always(
              "entity",
              Shape.of(
                  optional("reason", TEXT),
                  optional(
                      "submission",
                      Shape.of(
                          optional("track_source_references", TEXT), optional("timestamp", TIME))),
                  optional(
                      "author",
                      Shape.of(optional("track_author", TEXT), optional("timestamp", TIME))),
                  optional("link", Shape.of(optional("track_link", TEXT))),
                  optional("ids", Shape.of(optional("ids", new ListOf(TEXT)))))),
          always("action", TEXT));

  private static final Shape RETROHUNT =
      event(
          optional("entity", RAW_JSON),
          optional("action", TEXT),
          always(
              "source",
              Shape.of(
                  optional("submitter", TEXT),
                  optional("security", TEXT),
                  always("timestamp", TIME))));

  private Shapes() {}

  static Shape of(Model model) {
    return switch (model) {
      case BINARY -> BINARY;
      case STATUS -> STATUS;
      case PLUGIN -> PLUGIN;
      case INSERT -> INSERT;
      case DOWNLOAD -> DOWNLOAD;
      case DELETE -> DELETE;
      case RETROHUNT -> RETROHUNT;
    };
  }

  private static Shape event(Field... own) {
    Field[] all = new Field[own.length + 4];
    all[0] = always("model_version", VERSION);
    all[1] = optional("kafka_key", TEXT);
    all[2] = always("timestamp", TIME);
    all[3] = always("author", AUTHOR);
    System.arraycopy(own, 0, all, 4, own.length);
    return Shape.of(all);
  }
}
