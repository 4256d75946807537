package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.MalformedAvroException;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import io.heliograph.event.source.Sources;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * From a request's body to events ready for Kafka (contract dispatcher.md part 2 sections 1.1 and
 * 4.8). Thread-safe; does no input or output.
 */
public final class PublishPipeline {
  private static final String JSON_EXPECTED = "ensure events were in json format: ";

  /** What the pipeline needs to know. */
  public record Settings(Sources sources, Topics topics, int batchMax) {}

  private final Settings settings;
  private final PurgeSet purge;
  private final AgeOff ageOff;
  private final RandomGenerator random;

  /**
   * @param random source of the keys of events without identity; must be safe for many threads
   */
  public PublishPipeline(
      Settings settings, PurgeSet purge, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.purge = purge;
    this.ageOff = new AgeOff(settings.sources, clock);
    this.random = random;
  }

  /**
   * One event, or a list when the first byte is {@code [}.
   *
   * @throws UnreadableBodyException when the body is refused whole
   */
  public PublishOutcome json(Model model, byte[] body) throws UnreadableBodyException {
    if (body.length <= 2) {
      throw new UnreadableBodyException(JSON_EXPECTED + "event message too small");
    }
    try {
      List<BodyItems.Item> items = BodyItems.of(body, settings.batchMax);
      Run run = new Run(model);
      for (BodyItems.Item item : items) {
        run.accept(body, item.from(), item.to());
      }
      return run.outcome.outcome();
    } catch (CorruptEventException corrupt) {
      String what =
          corrupt.isSyntax()
              ? "event message invalid json"
              : "event message version was too old or was corrupt";
      throw new UnreadableBodyException(JSON_EXPECTED + what + ": " + corrupt.getMessage());
    }
  }

  /**
   * A bulk of events in Avro.
   *
   * @throws UnreadableBodyException when the body is refused whole
   */
  public PublishOutcome avro(Model model, byte[] bulk) throws UnreadableBodyException {
    if (bulk[0] == '{' || bulk[0] == '[') {
      throw new UnreadableBodyException("supplied events were in json format, not avro");
    }
    try {
      List<byte[]> events = AvroEvents.bulkToJson(model, bulk);
      if (events.size() > settings.batchMax) {
        throw new UnreadableBodyException("more than " + settings.batchMax + " events");
      }
      Run run = new Run(model);
      for (byte[] event : events) {
        run.accept(event, 0, event.length);
      }
      return run.outcome.outcome();
    } catch (MalformedAvroException | CorruptEventException malformed) {
      throw new UnreadableBodyException(
          "avro event did not match expected bulk schema: " + malformed.getMessage());
    }
  }

  /** One request's way through the stages. */
  private final class Run {
    private final Model model;
    private final OutcomeBuilder outcome = new OutcomeBuilder();

    Run(Model model) {
      this.model = model;
    }

    void accept(byte[] bytes, int from, int to)
        throws CorruptEventException, UnreadableBodyException {
      EventScan scan = EventScan.sent(model, bytes, from, to);
      if (scan.root().number("model_version") < 6) {
        throw new UnreadableBodyException(JSON_EXPECTED + "event message version was too old");
      }
      outcome.unknownMembers += scan.unknownMembers();
      String violation = EventRules.violation(model, scan.root());
      EventHeaders headers = HeaderFacts.of(model, scan.root());
      if (violation == null) {
        violation = unknownSource(model, headers);
      }
      if (violation != null) {
        outcome.failed(new String(bytes, from, to - from, StandardCharsets.UTF_8), violation);
        return;
      }
      outcome.totalOk++;
      if (expired(model, headers)) {
        return;
      }
      prepare(model, scan, headers);
      if (model == Model.STATUS && StatusResults.apply(headers.status())) {
        results(bytes, scan.root().record("entity"));
      }
    }

    private boolean expired(Model kind, EventHeaders headers) {
      boolean expires = kind == Model.BINARY || kind == Model.STATUS;
      if (expires && ageOff.isExpired(headers)) {
        outcome.filtered("PipelineAgeoff");
        return true;
      }
      return false;
    }

    private @Nullable String unknownSource(Model kind, EventHeaders headers) {
      return Topics.hasSource(kind) && !settings.sources.knows(headers.source())
          ? "unknown source: " + headers.source()
          : null;
    }

    /** The stage ProduceStatusResults: each result becomes an event of its own. */
    private void results(byte[] bytes, Node entity) throws CorruptEventException {
      String flags = StatusResults.flagsOf(entity.record("input").record("flags"));
      for (Node result : entity.records("results")) {
        EventScan scan = EventScan.result(bytes, result.start(), result.end());
        EventHeaders headers = HeaderFacts.of(Model.BINARY, scan.root());
        String violation = unknownSource(Model.BINARY, headers);
        if (violation != null) {
          outcome.failed(
              new String(
                  bytes, result.start(), result.end() - result.start(), StandardCharsets.UTF_8),
              violation);
          continue;
        }
        boolean expedite = entity.record("input").record("flags").flag("expedite");
        finish(Model.BINARY, scan, headers, new Extra(flags, expedite, false));
      }
    }

    private void prepare(Model kind, EventScan scan, EventHeaders headers) {
      boolean expedite = kind == Model.BINARY && scan.root().record("flags").flag("expedite");
      finish(kind, scan, headers, new Extra("", expedite, true));
    }

    private void finish(Model kind, EventScan scan, EventHeaders headers, Extra extra) {
      boolean endSettings = kind == Model.BINARY && SourceSettings.endAt(scan.root());
      if (endSettings) {
        scan.replaceSettings();
      }
      String key = KafkaKey.of(kind, scan.root(), random);
      StringBuilder more = new StringBuilder(320);
      more.append("\"kafka_key\":\"").append(key).append('"');
      String tracking = Tracking.members(kind, scan.root());
      more.append(tracking.isEmpty() ? "" : ",").append(tracking);
      more.append(extra.members.isEmpty() ? "" : ",").append(extra.members);
      byte[] json = scan.stored(more.toString());
      if (purge.purged(headers, key, json)) {
        outcome.filtered("FilterPreviouslyDeleted");
        return;
      }
      outcome.add(
          new PreparedEvent(
              kind, key, json, headers, settings.topics.choose(headers, extra.expedite)),
          extra.client);
    }
  }

  private record Extra(String members, boolean expedite, boolean client) {}
}
