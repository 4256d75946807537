package io.heliograph.kit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a path as the most lenient router would read it: escapes decoded, parameters of
 * segments, empty segments and dots left out. A rule on paths must not be gone around by another
 * way to write one.
 */
public final class ApiPath {
  private ApiPath() {}

  /** The segments of a target in origin form or absolute form; its query does not count. */
  public static List<String> segments(String target) {
    String path = decoded(path(target));
    List<String> segments = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at <= path.length(); at++) {
      if (at == path.length() || path.charAt(at) == '/' || path.charAt(at) == '\\') {
        add(segments, path, begin, at);
        begin = at + 1;
      }
    }
    return segments;
  }

  private static void add(List<String> segments, String path, int begin, int end) {
    int parameters = path.indexOf(';', begin, end);
    String segment = path.substring(begin, parameters < 0 ? end : parameters);
    if (segment.equals("..")) {
      if (!segments.isEmpty()) {
        segments.removeLast();
      }
    } else if (!segment.isEmpty() && !segment.equals(".")) {
      segments.add(segment);
    }
  }

  /** Whether the target lies under these segments. */
  public static boolean isUnder(String target, String... prefix) {
    List<String> segments = segments(target);
    return segments.size() >= prefix.length
        && segments.subList(0, prefix.length).equals(List.of(prefix));
  }

  /** The authority of a target in absolute form; empty for any other form. */
  static String authority(String target) {
    int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
    if (scheme < 0) {
      return "";
    }
    int begin = scheme + 3;
    return target.substring(begin, end(target, begin, "/?#"));
  }

  private static String path(String target) {
    int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
    int begin = scheme < 0 ? 0 : end(target, scheme + 3, "/?#");
    return target.substring(begin, end(target, begin, "?#"));
  }

  private static int end(String text, int from, String delimiters) {
    int at = from;
    while (at < text.length() && delimiters.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static String decoded(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder text = new StringBuilder(path.length());
    for (int at = 0; at < path.length(); at++) {
      char one = path.charAt(at);
      int value = one == '%' && at + 2 < path.length() ? hex(path, at + 1) : -1;
      if (value >= 0) {
        text.append(new String(new byte[] {(byte) value}, ISO_8859_1));
        at += 2;
      } else {
        text.append(one);
      }
    }
    return text.toString();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
