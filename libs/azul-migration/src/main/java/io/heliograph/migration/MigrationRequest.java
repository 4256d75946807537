package io.heliograph.migration;

import java.util.regex.Pattern;

/**
 * What an operator asks for.
 *
 * @param from brokers of the source cluster, {@code host:port}, separated by commas
 * @param prefix the source cluster's TOPIC_PREFIX
 * @param skipUnknownSources leave out topics of sources that the sources file does not know
 * @param dryRun only tell what would be copied
 */
public record MigrationRequest(
    String from, String prefix, Selection selection, boolean skipUnknownSources, boolean dryRun) {
  private static final int FROM_LENGTH_MAX = 1_000;
  private static final Pattern BROKERS =
      Pattern.compile("[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}(,[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5})*");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException naming the member and the rule
   */
  public MigrationRequest {
    if (from.length() > FROM_LENGTH_MAX || !BROKERS.matcher(from).matches()) {
      throw new IllegalArgumentException("from must be host:port, or several joined by commas");
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "prefix must be 1 to 200 letters, digits, dots, underscores or hyphens");
    }
  }
}
