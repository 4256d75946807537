package io.heliograph.exchange.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The taxonomy that each {@code classification.type} belongs to (RSIT, as IntelMQ reads it). */
final class Taxonomy {
  private static final Map<String, String> OF_TYPE = ofType();

  private Taxonomy() {}

  static Optional<String> of(String type) {
    return Optional.ofNullable(OF_TYPE.get(type));
  }

  private static Map<String, String> ofType() {
    Map<String, List<String>> types = new LinkedHashMap<>();
    types.put("abusive-content", List.of("harmful-speech", "spam", "violence"));
    types.put("availability", List.of("ddos", "dos", "misconfiguration", "outage", "sabotage"));
    types.put(
        "fraud", List.of("copyright", "masquerade", "phishing", "unauthorized-use-of-resources"));
    types.put(
        "information-content-security",
        List.of(
            "data-leak",
            "data-loss",
            "unauthorised-information-access",
            "unauthorised-information-modification"));
    types.put("information-gathering", List.of("scanner", "sniffing", "social-engineering"));
    types.put("intrusion-attempts", List.of("brute-force", "exploit", "ids-alert"));
    types.put(
        "intrusions",
        List.of(
            "application-compromise",
            "burglary",
            "privileged-account-compromise",
            "system-compromise",
            "unprivileged-account-compromise"));
    types.put(
        "malicious-code",
        List.of("c2-server", "infected-system", "malware-configuration", "malware-distribution"));
    types.put(
        "other",
        List.of("blacklist", "dga-domain", "malware", "other", "proxy", "tor", "undetermined"));
    types.put("test", List.of("test"));
    types.put(
        "vulnerable",
        List.of(
            "ddos-amplifier",
            "information-disclosure",
            "potentially-unwanted-accessible",
            "vulnerable-system",
            "weak-crypto"));
    Map<String, String> ofType = new LinkedHashMap<>();
    types.forEach((taxonomy, of) -> of.forEach(type -> ofType.put(type, taxonomy)));
    return ofType;
  }
}
