package io.heliograph.kit.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Which hosts a service answers to. Bound to loopback it answers to this machine's own names and to
 * those that the operator lists, so that a page whose name resolves to this machine gets nothing;
 * bound elsewhere it asks only where names are listed. Thread-safe.
 */
final class HostRule {
  private final boolean loopback;
  private final List<Authority> listed;

  /** What was asked for last and is ours: nearly always what is asked for next. */
  private volatile String lastOwn = "";

  /**
   * A rule.
   *
   * @param loopback whether the service listens on loopback only
   * @param hosts {@code hub.http.hosts}
   * @throws IllegalArgumentException naming the key and the entry that is no host
   */
  HostRule(boolean loopback, List<String> hosts) {
    this.loopback = loopback;
    this.listed = new ArrayList<>();
    for (String host : hosts) {
      listed.add(
          Authority.parse(host.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "hub.http.hosts: '" + host + "' is no host or host:port")));
    }
  }

  /** Whether a request that asks for that host is answered. */
  boolean answersTo(String host) {
    if (!loopback && listed.isEmpty()) {
      return true;
    }
    if (!host.isEmpty() && host.equals(lastOwn)) {
      return true;
    }
    boolean own = Authority.parse(host).filter(one -> one.loopback() || isListed(one)).isPresent();
    if (own) {
      lastOwn = host;
    }
    return own;
  }

  /** Whether the operator lists that host, which makes its pages ours. */
  boolean isListed(Authority host) {
    return listed.stream()
        .anyMatch(
            one ->
                one.host().equals(host.host()) && (one.port() == 0 || one.port() == host.port()));
  }
}
