package io.heliograph.cli.hub;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options that a command line names; null for those that it does not.
 *
 * @param settings configuration of the services; an empty value takes a key back
 */
public record GivenOptions(
    @Nullable Integer portOffset,
    Map<String, String> settings,
    @Nullable String host,
    @Nullable Boolean s3,
    @Nullable Boolean withoutAuthentication,
    @Nullable Boolean restart,
    @Nullable String redisMemory,
    @Nullable Integer logMib) {

  public GivenOptions {
    settings = Map.copyOf(settings);
  }

  /** What is given, and what was before for the rest. */
  public HubOptions over(HubOptions before) {
    SortedMap<String, String> merged = new TreeMap<>(before.settings());
    settings.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return new HubOptions(
        or(portOffset, before.portOffset()),
        merged,
        or(host, before.host()),
        or(s3, before.s3()),
        or(withoutAuthentication, before.withoutAuthentication()),
        or(restart, before.restart()),
        or(redisMemory, before.redisMemory()),
        or(logMib, before.logMib()));
  }

  private static <T> T or(@Nullable T given, T before) {
    return given == null ? before : given;
  }
}
