package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.event.source.Sources;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Queries of tests, parsed as the service does. */
public final class ParsedRules {
  private ParsedRules() {}

  /** The rules of a fetch of binaries with that query. */
  public static ConsumerRules of(String query) {
    return parsed("binary", true, "r-live=true&" + query).rules();
  }

  static FetchParameters parsed(String model, boolean active, String query) {
    return FetchParameters.parse(
        model,
        active,
        values(query),
        new FetchParameters.Limits(
            1000, 5, Sources.parse("entity_types: {scrape: {id: url, actions: [found, lost]}}")));
  }

  private static MultiMap values(String query) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        values.add(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
