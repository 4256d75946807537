package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline.Settings;
import io.heliograph.event.source.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Events and pipelines of the publish tests. */
final class Events {
  static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  static final String PARENT = "a".repeat(64);
  static final String CHILD = "b".repeat(64);

  static final Sources SOURCES =
      Sources.parse(
          """
          sources:
            feeds: {}
            testing:
              expire_events_after: 2 days
          entity_types:
            filescan: {id: file.name, actions: [seen, gone], data: true}
            note: {id: number, actions: [written]}
          """);

  private Events() {}

  static PublishPipeline pipeline() {
    return pipeline(PurgeSet.NONE);
  }

  static PublishPipeline pipeline(PurgeSet purge) {
    Settings settings = new Settings(SOURCES, new Topics("", SOURCES), 10_000, 64);
    return new PublishPipeline(settings, purge, InstantSource.fixed(NOW), new Random(7));
  }

  static PublishOutcome publish(Model model, String body) throws UnreadableBodyException {
    return pipeline().json(model, body.getBytes(UTF_8));
  }

  /** Contract event-model.md section 11, first example: two nodes, the second in another zone. */
  static String extracted() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T10:00:03Z",
         "author":{"name":"Unpack","version":"2.0","category":"plugin"},"action":"extracted","flags":{},
         "source":{"name":"feeds","security":"OFFICIAL","timestamp":"2026-11-21T00:00:00Z",
          "references":{"b":"2","a":"1"},
          "path":[
           {"author":{"name":"loader","version":"1","category":"user","security":"OFFICIAL"},
            "action":"sourced","sha256":"%s","timestamp":"2026-11-21T00:00:01Z"},
           {"author":{"name":"Unpack","version":"2.0","category":"plugin","security":"OFFICIAL TLP:GREEN"},
            "action":"extracted","sha256":"%s","timestamp":"2026-11-21T10:00:02.123456+10:00"}]},
         "entity":{"sha256":"%s","size":5,"datastreams":[{"label":"content","size":5,"sha512":"","sha256":"%s",
           "sha1":"","md5":"","mime":"","magic":"","file_format":"text/plain"}]}}"""
        .formatted(PARENT, CHILD, CHILD, CHILD);
  }

  static String sourced() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:00:01Z",
         "author":{"name":"loader","version":"1","category":"user"},
         "action":"sourced","flags":{"expedite":true},
         "source":{"name":"feeds","security":"OFFICIAL","timestamp":"2026-11-21T00:00:00Z","references":{"ticket":"T-1"},
          "path":[{"author":{"name":"loader","version":"1","category":"user"},"action":"sourced","sha256":"aa11",
            "timestamp":"2026-11-21T00:00:01Z","size":5}]},
         "entity":{"sha256":"aa11","size":5,"features":[{"name":"filename","type":"filepath","value":"a.txt"}],
          "datastreams":[{"identify_version":1,"label":"content","size":5,"sha512":"d4","sha256":"aa11","sha1":"c3",
            "md5":"b2","mime":"text/plain","magic":"ASCII text"}]}}""";
  }

  static String status() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:00:05Z",
         "author":{"name":"Words","version":"3","category":"plugin"},
         "entity":{"status":"completed","runtime":1.5,
          "input":{"model_version":6,"kafka_key":"k1","dequeued":"k1-Words-3","timestamp":"2026-11-21T00:00:01Z",
           "author":{"name":"loader"},"action":"sourced",
           "source":{"name":"feeds","timestamp":"2026-11-21T00:00:00Z",
            "path":[{"author":{"name":"loader"},"action":"sourced","sha256":"aa11","timestamp":"2026-11-21T00:00:01Z"}]},
           "entity":{"sha256":"aa11"}},
          "results":[{"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:00:05Z",
           "author":{"name":"Words","version":"3","category":"plugin"},"action":"enriched",
           "source":{"name":"feeds","timestamp":"2026-11-21T00:00:00Z",
            "path":[{"author":{"name":"loader"},"action":"sourced","sha256":"aa11","timestamp":"2026-11-21T00:00:01Z"},
             {"author":{"name":"Words","version":"3","category":"plugin"},"action":"enriched","sha256":"aa11",
              "timestamp":"2026-11-21T00:00:05Z"}]},
           "entity":{"sha256":"aa11","features":[{"name":"word","type":"string","value":"hello","offset":1}]}}]}}""";
  }

  static String insert() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:02:00Z","author":{"name":"ann","category":"user"},
         "entity":{"original_source":"feeds","parent_sha256":"%s","child":{"sha256":"%s","size":9},
          "child_history":{"author":{"name":"Unpack"},"action":"extracted","sha256":"%s",
           "timestamp":"2026-11-21T00:02:00Z","relationship":{"action":"unpacked by hand"}}}}"""
        .formatted(PARENT, CHILD, CHILD);
  }

  static String delete() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:01:00Z","author":{"name":"ann","category":"user"},
         "action":"author","entity":{"reason":"wrong output","author":{"track_author":"plugin.Words.3",
          "timestamp":"2026-11-21T00:00:59Z"},"ids":{},"link":{},"submission":{}}}""";
  }

  static String download() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:01:00Z","author":{"name":"ann","category":"user"},
         "action":"requested","source":{"name":"feeds","timestamp":"2026-11-21T00:00:00Z","path":[]},
         "entity":{"hash":"aa11","category":"vt","category_quota":100,"metadata":{"a": 1}}}""";
  }

  static String plugin() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:01:00Z","author":{"name":"Words"},
         "entity":{"name":"Words","version":"3","features":[{"name":"word","type":"string","desc":"a word"}],
          "config":{"limit":"5"}}}""";
  }

  static String retrohunt() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:01:00Z","author":{"name":"ann"},
         "action":"submitted","source":{"submitter":"ann","timestamp":"2026-11-21T00:01:00Z"},
         "entity":{"id":"r1","search": "rule a { condition: true }"}}""";
  }

  static String observation() {
    return """
        {"model_version":6,"kafka_key":"x","timestamp":"2026-11-21T00:01:00Z","author":{"name":"ann"},
         "source":{"name":"feeds","path":[],"timestamp":"2026-11-21T00:01:00Z"},
         "entity":{"meta":{"version":1,"uuid":{"current":"0E3D5A4C-7A0B-4C62-9C46-7A6C3B1C0F01"},
                           "type":"event","format":"intelmq","x-mine":[1, 2]},
                   "payload":{"source.ip":"192.0.2.7"}}}""";
  }

  static String of(Model model) {
    return switch (model) {
      case Model.Builtin.BINARY -> sourced();
      case Model.Builtin.STATUS -> status();
      case Model.Builtin.INSERT -> insert();
      case Model.Builtin.DELETE -> delete();
      case Model.Builtin.DOWNLOAD -> download();
      case Model.Builtin.PLUGIN -> plugin();
      case Model.Builtin.RETROHUNT -> retrohunt();
      case Model.Builtin.OBSERVATION -> observation();
      case Model.Declared declared -> throw new IllegalArgumentException(declared.wire());
    };
  }

  static String header(EventHeaders headers, String name) {
    StringBuilder found = new StringBuilder();
    headers.forEach(
        (header, value) -> {
          if (header.equals(name)) {
            found.append(new String(value, UTF_8));
          }
        });
    return found.toString();
  }
}
