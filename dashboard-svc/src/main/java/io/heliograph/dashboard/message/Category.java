package io.heliograph.dashboard.message;

import java.util.List;
import java.util.Locale;

/** The categories of MISP as they stand in keys (contract dashboard.md section 4.2). */
public final class Category {
  /** As stored: lower case. */
  private static final String SUPPORT_TOOL = "support_tool";

  /** As MISP-dashboard looks for it: never found. */
  private static final String SUPPORT_TOOL_OF_MISP = "support_Tool";

  private static final List<String> CORRECTED =
      List.of(
          "internal_reference",
          "targeting_data",
          "antivirus_detection",
          "payload_delivery",
          "artifacts_dropped",
          "payload_installation",
          "persistence_mechanism",
          "network_activity",
          "payload_type",
          "attribution",
          "external_analysis",
          "financial_fraud",
          SUPPORT_TOOL,
          "social_network",
          "person",
          "other");
  private static final List<String> OF_MISP =
      CORRECTED.stream()
          .map(name -> name.equals(SUPPORT_TOOL) ? SUPPORT_TOOL_OF_MISP : name)
          .toList();

  private Category() {}

  /** The name of a category in keys. */
  public static String inKeys(String category) {
    return category.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  /** The categories that earn trophies, in their order. */
  public static List<String> withTrophies(boolean misp) {
    return misp ? OF_MISP : CORRECTED;
  }
}
