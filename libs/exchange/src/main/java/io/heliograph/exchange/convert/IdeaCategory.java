package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Categories of IDEA0 and types of IntelMQ, in both directions. */
final class IdeaCategory {
  /** What IntelMQ's own expert sends, for each of the 44 types. */
  static final Map<String, String> OF_TYPE = ofType();

  /** Types that a source of IDEA is tagged with. */
  static final Map<String, String> SOURCE_TYPE =
      Map.of(
          "phishing", "Phishing",
          "malware-configuration", "MalwareConf",
          "c2-server", "CC",
          "dga-domain", "DGA",
          "proxy", "Proxy",
          "tor", "Tor",
          "malware-distribution", "Malware");

  /** Whole categories; what is not named is decided by its first word. */
  private static final Map<String, String> EXACT =
      Map.ofEntries(
          Map.entry("Abusive.Spam", "spam"),
          Map.entry("Abusive.Violence", "violence"),
          Map.entry("Recon.Scanning", "scanner"),
          Map.entry("Recon.Sniffing", "sniffing"),
          Map.entry("Recon.SocialEngineering", "social-engineering"),
          Map.entry("Attempt.Login", "brute-force"),
          Map.entry("Attempt.Exploit", "exploit"),
          Map.entry("Intrusion.AdminCompromise", "privileged-account-compromise"),
          Map.entry("Intrusion.UserCompromise", "unprivileged-account-compromise"),
          Map.entry("Intrusion.AppCompromise", "application-compromise"),
          Map.entry("Availability.DoS", "dos"),
          Map.entry("Availability.DDoS", "ddos"),
          Map.entry("Availability.Sabotage", "sabotage"),
          Map.entry("Availability.Outage", "outage"),
          Map.entry("Information.UnauthorizedAccess", "unauthorised-information-access"),
          Map.entry(
              "Information.UnauthorizedModification", "unauthorised-information-modification"),
          Map.entry("Fraud.Phishing", "phishing"),
          Map.entry("Fraud.Copyright", "copyright"),
          Map.entry("Fraud.UnauthorizedUsage", "unauthorized-use-of-resources"),
          Map.entry("Vulnerable.Open", "potentially-unwanted-accessible"));

  private static final Map<String, String> FIRST_WORD =
      Map.ofEntries(
          Map.entry("Abusive", "harmful-speech"),
          Map.entry("Malware", "malware"),
          Map.entry("Recon", "other"),
          Map.entry("Attempt", "ids-alert"),
          Map.entry("Intrusion", "system-compromise"),
          Map.entry("Information", "data-leak"),
          Map.entry("Fraud", "masquerade"),
          Map.entry("Vulnerable", "vulnerable-system"),
          Map.entry("Test", "test"));

  private IdeaCategory() {}

  /** The type of the first category that has one. */
  static String type(JsonNode categories, Set<String> sourceTypes) {
    for (JsonNode category : categories) {
      String type = type(category.asText(), sourceTypes);
      if (!type.isEmpty()) {
        return type;
      }
    }
    return "undetermined";
  }

  private static String type(String category, Set<String> sourceTypes) {
    if (category.equals("Intrusion.Botnet")) {
      return sourceTypes.contains("CC") ? "c2-server" : "infected-system";
    }
    int dot = category.indexOf('.');
    String first = dot < 0 ? category : category.substring(0, dot);
    if (first.equals("Anomaly")) {
      return sourceTypes.contains("DGA") ? "dga-domain" : "other";
    }
    String exact = EXACT.get(category);
    return exact == null ? FIRST_WORD.getOrDefault(first, "") : exact;
  }

  private static Map<String, String> ofType() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("application-compromise", "Intrusion.AppCompromise");
    types.put("blacklist", "Other");
    types.put("brute-force", "Attempt.Login");
    types.put("burglary", "Intrusion");
    types.put("c2-server", "Intrusion.Botnet");
    types.put("copyright", "Fraud.Copyright");
    types.put("data-leak", "Information");
    types.put("data-loss", "Information");
    types.put("ddos", "Availability.DDoS");
    types.put("ddos-amplifier", "Intrusion.Botnet");
    types.put("dga-domain", "Anomaly.Behaviour");
    types.put("dos", "Availability.DoS");
    types.put("exploit", "Attempt.Exploit");
    types.put("harmful-speech", "Abusive.Harassment");
    types.put("ids-alert", "Attempt.Exploit");
    types.put("infected-system", "Malware");
    types.put("information-disclosure", "Information.UnauthorizedAccess");
    types.put("malware", "Malware");
    types.put("malware-configuration", "Malware");
    types.put("malware-distribution", "Malware");
    types.put("masquerade", "Fraud.Scam");
    types.put("misconfiguration", "Availability.Outage");
    types.put("other", "Other");
    types.put("outage", "Availability.Outage");
    types.put("phishing", "Fraud.Phishing");
    types.put("potentially-unwanted-accessible", "Vulnerable.Open");
    types.put("privileged-account-compromise", "Intrusion.AdminCompromise");
    types.put("proxy", "Vulnerable.Config");
    types.put("sabotage", "Availability.Sabotage");
    types.put("scanner", "Recon.Scanning");
    types.put("sniffing", "Recon.Sniffing");
    types.put("social-engineering", "Recon.SocialEngineering");
    types.put("spam", "Abusive.Spam");
    types.put("system-compromise", "Intrusion.AdminCompromise");
    types.put("test", "Test");
    types.put("tor", "Other");
    types.put("unauthorised-information-access", "Information.UnauthorizedAccess");
    types.put("unauthorised-information-modification", "Information.UnauthorizedModification");
    types.put("unauthorized-use-of-resources", "Fraud.UnauthorizedUsage");
    types.put("undetermined", "Other");
    types.put("unprivileged-account-compromise", "Intrusion.UserCompromise");
    types.put("violence", "Abusive.Violence");
    types.put("vulnerable-system", "Vulnerable.Config");
    types.put("weak-crypto", "Vulnerable.Config");
    return types;
  }
}
