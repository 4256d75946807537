package io.heliograph.kit.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/** Warns at the start of keys that are set under a former name. */
@ApplicationScoped
class RenamedKeysWarning {
  private static final Logger LOG = Logger.getLogger(RenamedKeysWarning.class);

  void start(@Observes StartupEvent started) {
    warnings(ConfigProvider.getConfig(), RenamedKeys.listed()).forEach(LOG::warn);
  }

  /** A line for each former name that some source sets. */
  static List<String> warnings(Config config, Map<String, String> presentByFormer) {
    List<String> lines = new ArrayList<>();
    presentByFormer.forEach(
        (former, present) -> {
          for (ConfigSource source : config.getConfigSources()) {
            if (source.getValue(former) != null) {
              lines.add(
                  "deprecated configuration key=%s source=%s: use %s, the former name goes with the"
                          .formatted(former, source.getName(), present)
                      + " next release");
              return;
            }
          }
        });
    return lines;
  }
}
