package io.heliograph.event.publish;

import io.heliograph.event.Model;
import io.heliograph.event.Room;
import io.heliograph.event.Topics;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.MalformedAvroException;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.JsonScanner;
import io.heliograph.event.source.Sources;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * From a request's body to events ready for Kafka (contract dispatcher.md part 2 sections 1.1 and
 * 4.8). Thread-safe; does no input or output.
 */
public final class PublishPipeline {
  /**
   * What the pipeline needs to know.
   *
   * @param batchMax events in one request
   * @param nestingMax levels of objects and lists in one event
   * @param storedDequeued what of the {@code dequeued} of a status is stored: it proves who holds
   *     the lease, so whoever reads the status later must not see it (contract dispatcher.md part 1
   *     row 33)
   */
  public record Settings(
      Sources sources,
      Topics topics,
      int batchMax,
      int nestingMax,
      UnaryOperator<String> storedDequeued) {
    /** What is sent is stored. */
    public Settings(Sources sources, Topics topics, int batchMax, int nestingMax) {
      this(sources, topics, batchMax, nestingMax, UnaryOperator.identity());
    }

    /** The usual nesting. */
    public Settings(Sources sources, Topics topics, int batchMax) {
      this(sources, topics, batchMax, JsonScanner.DEPTH_MAX);
    }
  }

  private final Settings settings;
  private final Stages stages;
  private final Room room;

  /**
   * @param random makes the keys of events that have no identity of their own; thread-safe
   */
  public PublishPipeline(
      Settings settings, PurgeSet purge, InstantSource clock, RandomGenerator random) {
    this(
        settings,
        new Stages(settings, purge, new AgeOff(settings.sources, clock), random),
        Room.UNBOUNDED);
  }

  private PublishPipeline(Settings settings, Stages stages, Room room) {
    this.settings = settings;
    this.stages = stages;
    this.room = room;
  }

  /**
   * The same pipeline, which takes the memory of everything that it makes of a body from there and
   * ends with the {@link io.heliograph.event.NoRoomException} of that room. What it took stays
   * taken: the outcome holds it.
   */
  public PublishPipeline within(Room bounded) {
    return new PublishPipeline(settings, stages, bounded);
  }

  /**
   * One event, or a list when the first byte is {@code [}.
   *
   * @throws UnreadableBodyException when the body is refused whole
   */
  public PublishOutcome json(Model model, byte[] body) throws UnreadableBodyException {
    return json(
        body, (scanner, outcome) -> stages.accept(model, EventScan.sent(model, scanner), outcome));
  }

  /**
   * Events that a member publishes on behalf of their authors: bytes and {@code kafka_key} stay as
   * they are (contract dispatcher.md part 1 row 31).
   *
   * @param provenance where they come from, for the header of each
   * @throws UnreadableBodyException when the body is refused whole
   */
  public PublishOutcome onBehalf(Model model, byte[] body, String provenance)
      throws UnreadableBodyException {
    return json(
        body,
        (scanner, outcome) ->
            stages.acceptForeign(model, EventScan.foreign(model, scanner), provenance, outcome));
  }

  /** What happens to the scanner's next value. */
  @FunctionalInterface
  private interface Item {
    void take(JsonScanner scanner, OutcomeBuilder outcome) throws CorruptEventException;
  }

  private PublishOutcome json(byte[] body, Item item) throws UnreadableBodyException {
    if (body.length <= 2) {
      throw BodyErrors.tooSmall();
    }
    JsonScanner scanner = new JsonScanner(body, 0, body.length, settings.nestingMax);
    scanner.countInto(room);
    OutcomeBuilder outcome = new OutcomeBuilder(room);
    int itemStart = 0;
    try {
      boolean list = body[0] == '[' && scanner.next('[');
      if (!list || !scanner.next(']')) {
        int count = 0;
        do {
          checkCount(++count);
          scanner.peek();
          itemStart = scanner.position();
          outcome.begin();
          take(item, scanner, itemStart, outcome);
        } while (list && scanner.next(','));
        if (list) {
          scanner.expect(']');
        }
      }
      scanner.expectEnd();
    } catch (CorruptEventException corrupt) {
      throw BodyErrors.of(body, itemStart, settings.batchMax, corrupt);
    }
    requireAnyRead(outcome);
    return outcome.outcome();
  }

  /** An event that no strict reader could read back fails alone. */
  private static void take(Item item, JsonScanner scanner, int start, OutcomeBuilder outcome)
      throws CorruptEventException {
    try {
      item.take(scanner, outcome);
    } catch (CorruptEventException corrupt) {
      if (corrupt.kind() != CorruptEventException.Kind.VALUE) {
        throw corrupt;
      }
      scanner.skipFrom(start, 0);
      outcome.unreadable(scanner.bytes(), start, scanner.position(), corrupt.getMessage());
    }
    scanner.forgetKept();
  }

  private static void requireAnyRead(OutcomeBuilder outcome) throws UnreadableBodyException {
    Failure first = outcome.nothingRead();
    if (first != null) {
      throw BodyErrors.unreadable(first);
    }
  }

  private void checkCount(int count) throws UnreadableBodyException {
    if (count > settings.batchMax) {
      throw BodyErrors.tooMany(settings.batchMax);
    }
  }

  /**
   * A bulk of events in Avro.
   *
   * @throws UnreadableBodyException when the body is refused whole
   */
  public PublishOutcome avro(Model model, byte[] bulk) throws UnreadableBodyException {
    if (!model.hasAvro()) {
      throw new UnreadableBodyException("events of model " + model.wire() + " have no Avro form");
    }
    if (isJson(bulk)) {
      throw new UnreadableBodyException("supplied events were in json format, not avro");
    }
    try {
      List<byte[]> events = AvroEvents.bulkToJson(model, bulk, room);
      checkCount(events.size());
      OutcomeBuilder outcome = new OutcomeBuilder(room);
      for (byte[] event : events) {
        JsonScanner scanner = new JsonScanner(event, 0, event.length, settings.nestingMax);
        scanner.countInto(room);
        outcome.begin();
        take(
            (next, all) -> stages.accept(model, EventScan.sent(model, next), all),
            scanner,
            0,
            outcome);
      }
      events.forEach(event -> room.giveBack(event.length));
      requireAnyRead(outcome);
      return outcome.outcome();
    } catch (MalformedAvroException | CorruptEventException malformed) {
      throw new UnreadableBodyException(
          "avro event did not match expected bulk schema: " + malformed.getMessage());
    }
  }

  /** A bulk of 46 or 62 events of version 4 begins like JSON, so the whole body is looked at. */
  private static boolean isJson(byte[] body) {
    JsonScanner scanner = new JsonScanner(body, 0, body.length);
    int first = scanner.peek();
    if (first != '{' && first != '[') {
      return false;
    }
    try {
      scanner.skip();
      scanner.expectEnd();
      return true;
    } catch (CorruptEventException noJson) {
      return noJson.kind() != CorruptEventException.Kind.SYNTAX;
    }
  }
}
