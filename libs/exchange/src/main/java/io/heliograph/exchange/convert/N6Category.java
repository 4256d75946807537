package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * n6's 27 categories and what they are in IntelMQ. The identifier is the category's name, so that
 * the way back is unique; of bots it is the malware's name, where n6 gives one.
 */
enum N6Category {
  AMPLIFIER("vulnerable", "ddos-amplifier"),
  BACKDOOR("intrusions", "system-compromise"),
  BOTS("malicious-code", "infected-system"),
  CNC("malicious-code", "c2-server"),
  DEFACE("information-content-security", "unauthorised-information-modification"),
  DNS_QUERY("other", "other"),
  DOS_ATTACKER("availability", "ddos"),
  DOS_VICTIM("availability", "ddos"),
  EXPOSED("vulnerable", "potentially-unwanted-accessible"),
  FLOW("other", "other"),
  FLOW_ANOMALY("other", "other"),
  FRAUD("fraud", "other"),
  LEAK("information-content-security", "data-leak"),
  MALURL("malicious-code", "exploit"),
  MALWARE_ACTION("malicious-code", "malware-configuration"),
  OTHER("other", "other"),
  PHISH("fraud", "phishing"),
  PROXY("other", "proxy"),
  SANDBOX_URL("malicious-code", "infected-system"),
  SCAM("fraud", "masquerade"),
  SCANNING("information-gathering", "scanner"),
  SERVER_EXPLOIT("malicious-code", "exploit"),
  SPAM("abusive-content", "spam"),
  SPAM_URL("abusive-content", "spam"),
  TOR("other", "tor"),
  VULNERABLE("vulnerable", "other"),
  WEBINJECT("malicious-code", "malware-distribution");

  private final String taxonomy;
  private final String type;

  N6Category(String taxonomy, String type) {
    this.taxonomy = taxonomy;
    this.type = type;
  }

  String taxonomy() {
    return taxonomy;
  }

  String type() {
    return type;
  }

  /** As n6 writes it. */
  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<N6Category> named(String wire) {
    for (N6Category category : values()) {
      if (category.wire().equals(wire)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  /** The category whose three fields an event has, all of them. */
  static Optional<N6Category> of(JsonNode event) {
    String identifier = event.path("classification.identifier").asText();
    boolean named =
        !identifier.isEmpty()
            && identifier.equalsIgnoreCase(event.path("malware.name").asText())
            && named(identifier).isEmpty();
    Optional<N6Category> category = named ? Optional.of(BOTS) : named(identifier);
    return category.filter(
        one ->
            one.type.equals(event.path("classification.type").asText())
                && one.taxonomy.equals(event.path("classification.taxonomy").asText()));
  }
}
