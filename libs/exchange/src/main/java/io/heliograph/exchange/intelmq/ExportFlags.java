package io.heliograph.exchange.intelmq;

/**
 * The parameters of IntelMQ's output bots, under their names there.
 *
 * @param withType {@code message_with_type}: adds {@code __type}
 * @param hierarchical {@code message_hierarchical}: nests keys at their dots
 * @param jsondictAsString {@code message_jsondict_as_string}: {@code extra} as one JSON text
 * @param keepRaw {@code keep_raw_field}: otherwise {@code raw} is dropped
 */
public record ExportFlags(
    boolean withType, boolean hierarchical, boolean jsondictAsString, boolean keepRaw) {
  /** What an output bot does unasked. */
  public static final ExportFlags DEFAULT = new ExportFlags(false, false, false, false);
}
