package io.heliograph.cli.hub;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.InetAddress;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a hub runs, as the state file remembers it: what an {@code up} does not say keeps its value.
 *
 * @param portOffset added to every port
 * @param settings configuration for every service, key to value
 * @param host the address that the services bind
 * @param s3 whether contents are kept in an S3 server
 * @param withoutAuthentication whether the user accepts that anyone who reaches {@code host} may do
 *     everything
 * @param restart whether a supervisor starts parts that ended again
 * @param redisMemory Redis's maxmemory, such as {@code 256mb}
 * @param logMib a part's log is rotated at this size, in MiB
 */
public record HubOptions(
    int portOffset,
    SortedMap<String, String> settings,
    String host,
    boolean s3,
    boolean withoutAuthentication,
    boolean restart,
    String redisMemory,
    int logMib) {

  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,12}([kmg]b?)?");
  private static final int LOG_MIB_MAX = 1024;

  /** The options of a first {@code up} without any. */
  public static final HubOptions DEFAULTS =
      new HubOptions(0, new TreeMap<>(), "127.0.0.1", false, false, true, "256mb", 10);

  public HubOptions {
    settings = new TreeMap<>(settings);
    refuseName(host);
    if (!MEMORY.matcher(redisMemory).matches()) {
      throw new HubException(
          "--redis-memory wants a number of bytes such as 256mb, not '" + redisMemory + "'");
    }
    if (logMib < 1 || logMib > LOG_MIB_MAX) {
      throw new HubException("--log-mib wants 1 to " + LOG_MIB_MAX + ", not " + logMib);
    }
  }

  /** The size at which a part's log is rotated. */
  @JsonIgnore
  public long logBytesMax() {
    return (long) logMib << 20;
  }

  /** Whether machines other than this one can reach the services. */
  @JsonIgnore
  public boolean isOpen() {
    return !InetAddress.ofLiteral(host).isLoopbackAddress();
  }

  /** As before, without the settings of the services. */
  HubOptions withoutSettings() {
    return new HubOptions(
        portOffset, new TreeMap<>(), host, s3, withoutAuthentication, restart, redisMemory, logMib);
  }

  /** A name would be resolved differently by us and by a service. */
  private static void refuseName(String host) {
    try {
      var unused = InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException name) {
      throw new HubException("--host wants an IP address, not '" + host + "'", name);
    }
  }
}
