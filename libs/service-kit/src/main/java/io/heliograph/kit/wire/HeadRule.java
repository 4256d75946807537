package io.heliograph.kit.wire;

import io.heliograph.kit.http.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which heads of HTTP/1 are refused although the library would take them: those that another server
 * before or behind this one may read otherwise (RFC 9112 sections 2.3, 3.2 and 6). Whoever sends
 * one loses the connection.
 */
final class HeadRule {
  private static final String CHUNKED = "chunked";
  private static final int SHOWN_MAX = 80;

  private HeadRule() {}

  /** Why the head is refused; empty when it is not. */
  static Optional<Refusal> judge(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return Optional.of(unreadable(head.decoderResult().cause()));
    }
    HttpVersion version = head.protocolVersion();
    boolean first = version.equals(HttpVersion.HTTP_1_1);
    if (!first && !version.equals(HttpVersion.HTTP_1_0)) {
      return malformed("the version must be HTTP/1.1 or HTTP/1.0, not " + shown(version.text()));
    }
    int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (first && hosts == 0)) {
      return malformed("header Host must stand once, it stands " + hosts + " times");
    }
    return coding(head, first);
  }

  private static Optional<Refusal> coding(HttpRequest head, boolean first) {
    List<String> lines = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (lines.size() > 1) {
      return malformed(
          "header Transfer-Encoding must stand once, it stands " + lines.size() + " times");
    }
    if (!first) {
      return malformed("header Transfer-Encoding: HTTP/1.0 has none");
    }
    if (head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return twoLengths();
    }
    List<String> codings = new ArrayList<>();
    for (String one : lines.getFirst().split(",", -1)) {
      codings.add(one.strip().toLowerCase(Locale.ROOT));
    }
    if (codings.equals(List.of(CHUNKED))) {
      return Optional.empty();
    }
    boolean known =
        codings.getLast().equals(CHUNKED)
            && codings.subList(0, codings.size() - 1).stream().allMatch(HeadRule::isCompression);
    return known
        ? Optional.of(
            refusal(
                501,
                "not implemented",
                "header Transfer-Encoding: only chunked is understood, not "
                    + shown(lines.getFirst())))
        : malformed("header Transfer-Encoding must be chunked, not " + shown(lines.getFirst()));
  }

  private static boolean isCompression(String coding) {
    return switch (coding) {
      case "gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd" -> true;
      default -> false;
    };
  }

  private static Refusal unreadable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException line ->
          refusal(414, "request line too long", "the request line is over its limit");
      case TooLongHttpHeaderException header ->
          refusal(431, "request header fields too large", "the headers are over their limit");
      case StrictRequestDecoder.TwoLengthsException two -> twoLengths().orElseThrow();
      default -> refusal(400, "invalid request", "the head is no request of HTTP/1.1");
    };
  }

  private static Optional<Refusal> twoLengths() {
    return malformed("header Content-Length must not stand beside Transfer-Encoding");
  }

  private static Optional<Refusal> malformed(String detail) {
    return Optional.of(refusal(400, "invalid request", detail));
  }

  private static Refusal refusal(int status, String title, String detail) {
    return new Refusal(status, "malformed", title, detail, Map.of("Connection", "close"));
  }

  private static String shown(String text) {
    String start = text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    return '\'' + start + '\'';
  }
}
