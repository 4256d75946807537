package io.heliograph.event;

import java.util.Set;

/** The labels that a stream of bytes can have (contract event-model.md section 7). */
public final class Labels {
  /** The label of the file itself. */
  public static final String CONTENT = "content";

  private static final Set<String> KNOWN =
      Set.of(
          "assemblyline",
          "cape_report",
          CONTENT,
          "cs_call_tree",
          "decompiled_cs",
          "decompiled_c",
          "decompiled_java",
          "deob_js",
          "password_dictionary",
          "pcap",
          "report",
          "safe_png",
          "screenshot",
          "test",
          "text",
          "yara_rule_hit");

  private Labels() {}

  /** Whether that label exists. */
  public static boolean isKnown(String label) {
    return KNOWN.contains(label);
  }
}
