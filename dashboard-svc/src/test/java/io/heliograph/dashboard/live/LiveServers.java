package io.heliograph.dashboard.live;

import io.heliograph.dashboard.misp.ServersOfItsOwn;
import java.util.HashMap;
import java.util.Map;

/**
 * Servers of a service whose heart beats fast, that has few streams for one address, and knows
 * where MISP's pages are.
 */
public final class LiveServers extends ServersOfItsOwn {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("hub.live.heartbeat", "PT0.4S");
    settings.put("hub.live.streams-per-address-max", "12");
    settings.put("hub.statistics.misp-web-url", "https://misp.example");
    return settings;
  }
}
