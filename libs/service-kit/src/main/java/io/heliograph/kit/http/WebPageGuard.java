package io.heliograph.kit.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a page of another site makes a browser ask: requests that change something, and
 * fetches, which take events although they are GETs. A browser tells where the page is from in
 * {@code Origin} and {@code Sec-Fetch-Site}; one that tells neither may still send {@code Referer}.
 * A page whose own name resolves to this machine counts as ours to the browser, so the host must be
 * one that the service answers to ({@link HostRule}); headers that proxies add are not looked at.
 * The operators' token is proof enough that no page asks. Immutable.
 */
final class WebPageGuard {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** What browsers say of our own pages, and of what a person typed. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final int SHOWN_MAX = 100;

  private final HostRule hosts;

  WebPageGuard(HostRule hosts) {
    this.hosts = hosts;
  }

  /** Why the request is refused; empty when it is not. */
  Optional<Refusal> judge(Asked asked) {
    List<String> named = asked.all("Host");
    if (asked.hostNeeded() && named.isEmpty()) {
      return Optional.of(Refusal.malformed("header Host is missing"));
    }
    if (named.size() > 1) {
      return Optional.of(
          Refusal.malformed("header Host stands " + named.size() + " times, it must stand once"));
    }
    if (asked.operator()) {
      return Optional.empty();
    }
    return foreignHost(asked, named.isEmpty() ? "" : named.getFirst())
        .or(() -> changes(asked) ? foreignPage(asked) : Optional.empty());
  }

  private Optional<Refusal> foreignHost(Asked asked, String named) {
    String target = ApiPath.authority(asked.target());
    if (!target.isEmpty() && !hosts.answersTo(target)) {
      return Optional.of(host(target));
    }
    return hosts.answersTo(named) ? Optional.empty() : Optional.of(host(named));
  }

  private static Refusal host(String named) {
    return Refusal.forbidden(
        "host",
        "header Host: '"
            + shown(named)
            + "' is not localhost, 127.0.0.1 or [::1], nor listed in hub.http.hosts");
  }

  private static boolean changes(Asked asked) {
    return !SAFE.contains(asked.method()) || ApiPath.isUnder(asked.target(), "api", "v2", "event");
  }

  private Optional<Refusal> foreignPage(Asked asked) {
    for (String origin : asked.all("Origin")) {
      if (!isOwn(origin, asked)) {
        return Optional.of(page("Origin", origin));
      }
    }
    for (String site : asked.all("Sec-Fetch-Site")) {
      if (!OWN_SITES.contains(site.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(page("Sec-Fetch-Site", site));
      }
    }
    boolean told = !asked.all("Origin").isEmpty() || !asked.all("Sec-Fetch-Site").isEmpty();
    for (String referer : told ? List.<String>of() : asked.all("Referer")) {
      if (!isOwn(referer, asked)) {
        return Optional.of(page("Referer", referer));
      }
    }
    return Optional.empty();
  }

  private static Refusal page(String header, String value) {
    return Refusal.forbidden(
        "page",
        "header "
            + header
            + ": '"
            + shown(value)
            + "' is a page of another site, whose requests change nothing here");
  }

  /** Whether a page of that address is one that this service has sent, or that is listed. */
  private boolean isOwn(String page, Asked asked) {
    int scheme = page.indexOf("://");
    String protocol = scheme < 0 ? "" : page.substring(0, scheme).toLowerCase(Locale.ROOT);
    int standard =
        switch (protocol) {
          case "http" -> 80;
          case "https" -> 443;
          default -> 0;
        };
    if (standard == 0) {
      return false;
    }
    Optional<Authority> from = Authority.parse(ApiPath.authority(page));
    List<String> named = asked.all("Host");
    if (from.isEmpty() || named.isEmpty()) {
      return false;
    }
    return hosts.isListed(from.get())
        || Authority.parse(named.getFirst())
            .filter(own -> isSame(own, from.get(), standard))
            .isPresent();
  }

  private static boolean isSame(Authority own, Authority from, int standardPort) {
    return own.host().equals(from.host()) && port(own, standardPort) == port(from, standardPort);
  }

  private static int port(Authority authority, int standardPort) {
    return authority.port() == 0 ? standardPort : authority.port();
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
  }
}
