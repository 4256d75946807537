package io.heliograph.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.EnvelopeCode;
import io.heliograph.exchange.envelope.EnvelopeReader;
import io.heliograph.exchange.envelope.Reading;
import io.heliograph.exchange.envelope.Receiver;
import io.heliograph.exchange.envelope.Refusal;
import io.heliograph.exchange.json.BoundedJson;
import io.heliograph.exchange.json.JsonLimits;
import io.heliograph.exchange.json.MalformedJsonException;

/**
 * Judges a message and changes nothing: what {@code POST /exchange/v1/validate} and {@code
 * ./heliograph exchange validate} answer. {@code result} is the verdict on the envelope, {@code
 * errors} also names fields; a message is taken when the result is {@code ok} and there are no
 * errors. Immutable, for any thread.
 */
public final class DryRun {
  private final BoundedJson json;
  private final EnvelopeReader reader;

  /** For one receiver and these limits. */
  public DryRun(Receiver receiver, JsonLimits limits) {
    this.json = new BoundedJson(limits);
    this.reader = new EnvelopeReader(receiver);
  }

  /** The verdict on the bytes of one message. */
  public Verdict judge(byte[] message) {
    try {
      return judge(json.read(message));
    } catch (MalformedJsonException malformed) {
      Refusal refusal =
          new Refusal(EnvelopeCode.MALFORMED, "message", String.valueOf(malformed.getMessage()));
      return new Verdict(new Reading.Refused(refusal, null, null, null));
    }
  }

  /** The verdict on a message that was read already. */
  public Verdict judge(JsonNode message) {
    return new Verdict(reader.read(message));
  }

  /**
   * A verdict.
   *
   * @param reading what was read
   */
  public record Verdict(Reading reading) {
    /** Whether the message would be taken. */
    public boolean isAccepted() {
      return reading instanceof Reading.Read read && read.envelope().faults().isEmpty();
    }

    /** The answer, as the contract lays it out. */
    public ObjectNode json() {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      switch (reading) {
        case Reading.Read read -> fill(answer, read.envelope());
        case Reading.Refused refused -> fill(answer, refused);
      }
      return answer;
    }

    private static void fill(ObjectNode answer, Envelope envelope) {
      answer.put("result", EnvelopeCode.OK.wire());
      answer.put("shape", envelope.header().shape().wire());
      answer.put("type", envelope.header().kind().wire());
      answer.put("format", envelope.header().format().wire());
      answer.put("id", envelope.id().text());
      answer.put("id_form", envelope.form().wire());
      answer.put("root", envelope.root().text());
      answer.put("path", envelope.header().path().map(Object::toString).orElse(null));
      answer.put("assigned", envelope.assigned());
      if (envelope.faults().isEmpty()) {
        answer.set("payload", envelope.payload());
      } else {
        answer.putNull("payload");
      }
      var errors = answer.putArray("errors");
      envelope
          .faults()
          .forEach(
              fault ->
                  errors
                      .addObject()
                      .put("field", fault.field())
                      .put("rule", fault.rule().wire())
                      .put("message", fault.message()));
    }

    private static void fill(ObjectNode answer, Reading.Refused refused) {
      Refusal refusal = refused.refusal();
      answer.put("result", refusal.code().wire());
      answer.put("shape", refused.shape() == null ? null : refused.shape().wire());
      answer.put("type", refused.kind() == null ? null : refused.kind().wire());
      answer.put("format", refused.format() == null ? null : refused.format().wire());
      answer.putNull("id");
      answer.putNull("id_form");
      answer.putNull("root");
      answer.putNull("path");
      answer.putNull("assigned");
      answer.putNull("payload");
      if (refusal.code() == EnvelopeCode.UNSUPPORTED_VERSION && refused.shape() != null) {
        var supported = answer.putArray("supported");
        EnvelopeReader.supported(refused.shape()).forEach(supported::add);
      }
      answer
          .putArray("errors")
          .addObject()
          .put("field", refusal.field())
          .put("rule", refusal.code().wire())
          .put("message", refusal.message());
    }
  }
}
