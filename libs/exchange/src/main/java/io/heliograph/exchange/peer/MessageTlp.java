package io.heliograph.exchange.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.convert.Tlp;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.MetaNames;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The level of a message, wherever its format says it (section 0.8). */
public final class MessageTlp {
  private static final Pattern IN_SECURITY = Pattern.compile("(?i)TLP:[A-Z]+(?:\\+STRICT)?");

  private MessageTlp() {}

  /**
   * The level.
   *
   * @param untagged the default of the message's source, for messages that name none
   */
  public static Tlp of(Envelope message, Tlp untagged) {
    return said(message).orElse(untagged);
  }

  /** What n6 calls internal never leaves, whoever is named. */
  static boolean isInternal(Envelope message) {
    return message.payload().path("restriction").asText().equals("internal")
        || message.payload().path("extra.restriction").asText().equals("internal");
  }

  private static Optional<Tlp> said(Envelope message) {
    JsonNode payload = message.payload();
    Optional<Tlp> inMeta = Tlp.of(message.meta().path(MetaNames.TLP).asText());
    if (message.isSealed()) {
      return inMeta;
    }
    Optional<Tlp> inPayload =
        switch (message.header().format()) {
          case INTELMQ -> Tlp.ofIntelmq(payload);
          case N6 -> Tlp.ofRestriction(payload.path("restriction").asText());
          case IDEA -> Tlp.of(payload.path("_Heliograph").path("TLP").asText());
          case AZUL ->
              strictest(
                  security(payload.path("source").path("security")),
                  security(payload.path("author").path("security")));
        };
    return strictest(inPayload, inMeta);
  }

  private static Optional<Tlp> security(JsonNode security) {
    Optional<Tlp> level = Optional.empty();
    Matcher matcher = IN_SECURITY.matcher(security.asText());
    while (matcher.find()) {
      level = strictest(level, Tlp.of(matcher.group()));
    }
    return level;
  }

  private static Optional<Tlp> strictest(Optional<Tlp> one, Optional<Tlp> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return Optional.of(one.get().strictest(other.get()));
  }
}
