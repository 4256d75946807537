package io.heliograph.migration;

import io.heliograph.migration.MigrationException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.utils.Utils;

/**
 * The addresses that migrations may connect to: those that the operator lists, whoever names them,
 * a request or a broker. Immutable.
 */
final class AllowedSources {
  private static final String KEY = "hub.migration.sources-allowed";
  private static final int SHOWN_MAX = 100;

  private final Set<String> addresses = new HashSet<>();

  AllowedSources(List<String> listed) {
    for (String address : listed) {
      addresses.add(canonical(KEY, address));
    }
  }

  /**
   * The addresses of a list such as {@code a:9092, b:9092}, one form for each.
   *
   * @throws MigrationException when one is no address, or is not listed
   */
  List<String> require(String bootstrap) {
    List<String> asked = new ArrayList<>();
    for (String one : bootstrap.split(",", -1)) {
      String address = canonical("from", one);
      require("from", address);
      asked.add(address);
    }
    return asked;
  }

  /**
   * Returns when every broker's address is listed.
   *
   * @throws MigrationException naming the one that is not
   */
  void requireAdvertised(Iterable<Node> brokers) {
    for (Node broker : brokers) {
      require(
          "from: broker " + broker.id() + " advertises an address",
          joined(broker.host(), broker.port()));
    }
  }

  private void require(String what, String address) {
    if (!addresses.contains(address)) {
      throw new MigrationException(
          Reason.FORBIDDEN, what + ": " + shown(address) + " is not listed in " + KEY);
    }
  }

  /** As Kafka's clients would read it, so that nothing is asked that was not compared. */
  private static String canonical(String what, String address) {
    String host = Utils.getHost(address.strip());
    Integer port = Utils.getPort(address.strip());
    if (host == null || port == null || host.isEmpty() || port < 1 || port > 65_535) {
      throw new MigrationException(
          Reason.INVALID,
          what + ": '" + shown(address) + "' must be host:port, or several with commas between");
    }
    return joined(host, port);
  }

  private static String joined(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return (name.indexOf(':') < 0 ? name : '[' + name + ']') + ':' + port;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
