package io.heliograph.exchange.field.net;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * URLs that name a host. Defanged schemes in lower case are written as they were meant; {@code
 * file:} without a host gets {@code localhost}; all else stays byte by byte. The parts are cut as
 * Python's {@code urlsplit} cuts them, so that both sides agree on what the host is.
 */
public final class WebAddress {
  private static final String DELIMITERS = "/?#";
  private static final String CONFUSABLE = "/?#@:";
  private static final String SCHEME_MORE = "+-.";

  private final String scheme;
  private final String host;
  private final String rest;

  private WebAddress(String scheme, String host, String rest) {
    this.scheme = scheme;
    this.host = host;
    this.rest = rest;
  }

  /** The canonical form of a trimmed text; null when it names no host or cannot be cut. */
  public static @Nullable String canonical(String text) {
    String url = text.replace("hxxp://", "http://").replace("hxxps://", "https://");
    WebAddress parts = split(url);
    if (parts == null) {
      return null;
    }
    if (!parts.host.isEmpty()) {
      return url;
    }
    return parts.scheme.equals("file") ? local(parts) : null;
  }

  private static String local(WebAddress parts) {
    int fragment = parts.rest.indexOf('#');
    String beforeFragment = fragment < 0 ? parts.rest : parts.rest.substring(0, fragment);
    int query = beforeFragment.indexOf('?');
    String path = query < 0 ? beforeFragment : beforeFragment.substring(0, query);
    StringBuilder url = new StringBuilder("file://localhost");
    if (!path.isEmpty() && !path.startsWith("/")) {
      url.append('/');
    }
    url.append(path);
    // Python drops a mark that nothing follows.
    if (query >= 0 && query + 1 < beforeFragment.length()) {
      url.append(beforeFragment, query, beforeFragment.length());
    }
    if (fragment >= 0 && fragment + 1 < parts.rest.length()) {
      url.append(parts.rest, fragment, parts.rest.length());
    }
    return url.toString();
  }

  private static @Nullable WebAddress split(String text) {
    String url = text.replace("\t", "").replace("\r", "").replace("\n", "");
    int colon = url.indexOf(':');
    String scheme = "";
    String rest = url;
    if (colon > 0 && isScheme(url, colon)) {
      scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
      rest = url.substring(colon + 1);
    }
    if (!rest.startsWith("//")) {
      return new WebAddress(scheme, "", rest);
    }
    int end = 2;
    while (end < rest.length() && DELIMITERS.indexOf(rest.charAt(end)) < 0) {
      end += 1;
    }
    String host = rest.substring(2, end);
    boolean unbalanced = (host.indexOf('[') >= 0) != (host.indexOf(']') >= 0);
    return unbalanced || isConfusable(host)
        ? null
        : new WebAddress(scheme, host, rest.substring(end));
  }

  private static boolean isScheme(String url, int colon) {
    for (int i = 0; i < colon; i++) {
      char character = url.charAt(i);
      boolean letter =
          (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
      boolean other = (character >= '0' && character <= '9') || SCHEME_MORE.indexOf(character) >= 0;
      if (!letter && (i == 0 || !other)) {
        return false;
      }
    }
    return true;
  }

  /** A host whose compatible form holds a delimiter would be another one for other programs. */
  private static boolean isConfusable(String host) {
    if (host.chars().allMatch(character -> character < 0x80)) {
      return false;
    }
    String bare = host.replace("@", "").replace(":", "").replace("#", "").replace("?", "");
    String compatible = Normalizer.normalize(bare, Normalizer.Form.NFKC);
    return !compatible.equals(bare)
        && compatible.chars().anyMatch(character -> CONFUSABLE.indexOf(character) >= 0);
  }
}
