package io.heliograph.dispatcher.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishOutcome;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.event.read.StoredEvents;
import io.heliograph.event.source.Sources;
import io.heliograph.gjson.LimitExceededException;
import io.heliograph.gjson.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Fuzz target: every parser of what clients and logs bring. The first byte picks it, the second the
 * model. What is refused is refused with the parser's own exception; what is taken can be read
 * back.
 */
public final class ParsersFuzzer {
  private static final Sources SOURCES = Sources.parse("sources: {testing: {}, samples: {}}");
  private static final List<Model.Builtin> MODELS = List.of(Model.Builtin.values());
  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(5_000).build())
          .build();
  private static final byte[] EVENT =
      "{\"action\":\"sourced\",\"entity\":{\"sha256\":\"a\",\"size\":3,\"datastreams\":[{}]}}"
          .getBytes(UTF_8);
  private static final int TEXT_MAX = 1_000;

  private ParsersFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Model model = MODELS.get((input[1] & 0xff) % MODELS.size());
    byte[] body = Arrays.copyOfRange(input, 2, input.length);
    switch ((input[0] & 0xff) % 6) {
      case 0 -> publish(model, body, false);
      case 1 -> publish(model, body, true);
      case 2 -> {
        var unusedJson = StoredEvents.read(model, body);
        var unusedAny = StoredEvents.read(body);
        var unusedAvro = StoredEvents.readAvro(model, body);
      }
      case 3 -> query(new String(body, UTF_8));
      case 4 -> locator(new String(body, UTF_8));
      default -> filter(new String(body, UTF_8));
    }
  }

  private static PublishPipeline pipeline() {
    return new PublishPipeline(
        new PublishPipeline.Settings(SOURCES, new Topics("", SOURCES), 1_000),
        PurgeSet.NONE,
        InstantSource.fixed(Instant.parse("2026-11-30T00:00:00Z")),
        new Random(1));
  }

  private static void publish(Model model, byte[] body, boolean avro) {
    PublishOutcome outcome;
    try {
      outcome = avro ? pipeline().avro(model, body) : pipeline().json(model, body);
    } catch (UnreadableBodyException refused) {
      requireShort(refused.getMessage());
      return;
    }
    outcome.failures().forEach(failure -> requireShort(failure.error()));
    for (PreparedEvent event : outcome.events()) {
      requireStrict(event.json());
      if (StoredEvents.read(event.model(), event.json()).isEmpty()) {
        throw new IllegalStateException("cannot be read back: " + new String(event.json(), UTF_8));
      }
    }
  }

  /** Twenty faults of some sixty characters of what was sent each, and their rules. */
  static void requireShort(String message) {
    if (message.length() > 20 * 400) {
      throw new IllegalStateException("a message of " + message.length() + " characters");
    }
  }

  private static void requireStrict(byte[] json) {
    try (JsonParser parser = STRICT.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isNumeric()) {
          var unused = parser.getNumberValue();
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void query(String query) {
    try {
      FetchParameters parameters = ParsedRules.parsed("binary", true, query);
      if (parameters.count() < 1) {
        throw new IllegalStateException("count " + parameters.count());
      }
    } catch (HubException refused) {
      // As it should be.
    } catch (IllegalArgumentException badEscape) {
      // Thrown by the decoder of the test, before any parser of ours.
      if (query.indexOf('%') < 0) {
        throw badEscape;
      }
    }
  }

  private static void locator(String text) {
    try {
      Locator locator = Locator.parse(text);
      if (!locator.equals(Locator.parse(locator.toText()))) {
        throw new IllegalStateException("is another one when read back: " + text);
      }
    } catch (MalformedRecordException refused) {
      if (refused.getMessage().length() > TEXT_MAX) {
        throw new IllegalStateException("a long message: " + refused.getMessage().length());
      }
    }
  }

  private static void filter(String text) {
    try {
      boolean unused = Path.compile(text).matches(EVENT);
    } catch (LimitExceededException tooMuch) {
      // As it should be.
    }
  }
}
