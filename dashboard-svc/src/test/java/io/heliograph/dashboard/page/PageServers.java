package io.heliograph.dashboard.page;

import io.heliograph.dashboard.DashboardProcess;
import io.heliograph.dashboard.misp.ServersOfItsOwn;
import java.util.HashMap;
import java.util.Map;

/**
 * Servers of a service that has a feed from which nothing comes, and knows where MISP's pages are.
 */
public final class PageServers extends ServersOfItsOwn {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("hub.misp.feeds.\"circl\"", "tcp://127.0.0.1:" + DashboardProcess.freePort());
    settings.put("hub.statistics.misp-web-url", "https://misp.example");
    return settings;
  }
}
