package io.heliograph.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.convert.Context;
import io.heliograph.exchange.convert.Conversion;
import io.heliograph.exchange.convert.ConversionException;
import io.heliograph.exchange.convert.Tlp;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.EnvelopeCode;
import io.heliograph.exchange.envelope.EnvelopeReader;
import io.heliograph.exchange.envelope.EnvelopeWriter;
import io.heliograph.exchange.envelope.Format;
import io.heliograph.exchange.envelope.Reading;
import io.heliograph.exchange.envelope.Receiver;
import io.heliograph.exchange.envelope.Shape;
import io.heliograph.exchange.field.Sanitation;
import io.heliograph.exchange.json.JsonLimits;
import io.heliograph.exchange.peer.Egress;
import io.heliograph.exchange.peer.PeerPolicy;
import io.heliograph.exchange.peer.Publisher;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Fuzz target: the bytes of one message. Nothing is thrown; what is accepted is accepted by the
 * next instance too, under the same id, and converts or says why not.
 */
public final class MessageFuzzer {
  private static final Sanitation SANITATION = new Sanitation(true, 2026);
  private static final Receiver RECEIVER =
      Receiver.of("cert-xx", SANITATION).hierarchical(true).member(true);
  private static final DryRun DRY_RUN = new DryRun(RECEIVER, new JsonLimits(1 << 16, 32, 10_000));
  private static final EnvelopeReader NEXT =
      new EnvelopeReader(Receiver.of("cert-yy", SANITATION).member(true));
  private static final Conversion CONVERSION =
      new Conversion(
          new Context("cert-at", "cert-at.x", Optional.of(Tlp.AMBER), Instant.EPOCH, SANITATION));

  private MessageFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    check(input);
  }

  /** Whether the message is accepted; throws when a promise is broken. */
  public static boolean check(byte[] input) {
    DryRun.Verdict verdict = DRY_RUN.judge(input);
    JsonNode answer = verdict.json();
    boolean ok = answer.path("result").asText().equals(EnvelopeCode.OK.wire());
    if (ok == answer.path("id").isNull() || verdict.isAccepted() != (ok && !hasErrors(answer))) {
      throw new AssertionError(answer);
    }
    if (!verdict.isAccepted()) {
      if (!hasErrors(answer)) {
        throw new AssertionError(answer);
      }
      return false;
    }
    Envelope message = ((Reading.Read) verdict.reading()).envelope().stored();
    Publisher.of(message, "cert-at");
    next(message);
    convert(message);
    return true;
  }

  private static boolean hasErrors(JsonNode answer) {
    return !answer.path("errors").isEmpty();
  }

  /** After a hop the message is still sound and still the same. */
  private static void next(Envelope message) {
    PeerPolicy peer = new PeerPolicy("cert-yy", Tlp.RED, true, true, Set.of());
    if (new Egress("cert-xx").decide(message, peer, Tlp.WHITE)
        instanceof Egress.Departure.Sent sent) {
      Reading reading = NEXT.read(EnvelopeWriter.write(sent.message(), Shape.NESTED));
      if (!(reading instanceof Reading.Read read)
          || !read.envelope().faults().isEmpty()
          || !read.envelope().stored().id().equals(message.id())) {
        throw new AssertionError(message + " became " + reading);
      }
    }
  }

  private static void convert(Envelope message) {
    for (Format format : Format.values()) {
      try {
        for (Envelope converted : CONVERSION.convert(message, format)) {
          CONVERSION.convert(converted, Format.INTELMQ);
        }
      } catch (ConversionException declared) {
        // Some messages have no equal there.
      }
    }
  }
}
