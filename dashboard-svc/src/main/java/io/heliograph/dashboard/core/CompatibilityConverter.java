package io.heliograph.dashboard.core;

import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;
import org.jboss.logging.Logger;

/**
 * Reads {@code hub.statistics.compatibility}; its old value {@code peer} is read as {@code misp}.
 */
public final class CompatibilityConverter implements Converter<StatisticsSettings.Compatibility> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = Logger.getLogger(CompatibilityConverter.class);
  private static final String FORMER = "peer";

  @Override
  public StatisticsSettings.Compatibility convert(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    if (text.equals(FORMER)) {
      LOG.warn(
          "configuration value renamed: set the new one key=hub.statistics.compatibility"
              + " old=peer new=misp");
      return StatisticsSettings.Compatibility.MISP;
    }
    return switch (text) {
      case "misp" -> StatisticsSettings.Compatibility.MISP;
      case "corrected" -> StatisticsSettings.Compatibility.CORRECTED;
      default ->
          throw new IllegalArgumentException(
              "hub.statistics.compatibility is misp or corrected, not " + value);
    };
  }
}
