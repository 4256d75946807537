package io.heliograph.cli.hub;

import java.net.InetAddress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the user asked of `up`.
 *
 * @param fresh whether to begin with empty data
 * @param portOffset added to every port
 * @param only the parts to look at, with what they need; empty for all
 * @param settings configuration for every service, key to value
 * @param host the address that the services bind
 * @param s3 whether contents are kept in an S3 server
 */
public record UpOptions(
    boolean fresh,
    int portOffset,
    List<String> only,
    SortedMap<String, String> settings,
    String host,
    boolean s3) {

  public UpOptions {
    only = List.copyOf(only);
    settings = new TreeMap<>(settings);
    refuseName(host);
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
