package io.heliograph.identify;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a text begins with the headers of mail (RFC 5322): what the body is decides nothing. Each
 * line of the headers is looked at once.
 */
final class MailLook {
  /** Headers of mail and of what is made from mail. */
  private static final Set<String> KNOWN =
      Set.of(
          "arc-seal",
          "authentication-results",
          "bcc",
          "cc",
          "content-transfer-encoding",
          "content-type",
          "date",
          "delivered-to",
          "dkim-signature",
          "from",
          "in-reply-to",
          "message-id",
          "mime-version",
          "newsgroups",
          "received",
          "received-spf",
          "references",
          "reply-to",
          "return-path",
          "sender",
          "subject",
          "to",
          "x-mailer",
          "x-originating-ip",
          "x-received");

  /** Of these one at least: other texts have dates, subjects and addressees too. */
  private static final Set<String> OWN =
      Set.of(
          "delivered-to",
          "dkim-signature",
          "from",
          "message-id",
          "mime-version",
          "newsgroups",
          "received",
          "return-path",
          "x-received");

  private static final int KNOWN_MIN = 2;
  private static final int NAME_CHARACTERS_MAX = 80;

  private MailLook() {}

  static boolean matches(String text) {
    Set<String> names = new HashSet<>();
    int at = afterEmptyLines(text);
    boolean first = true;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      boolean folded = !first && isBlank(text.charAt(at));
      boolean envelope = first && text.startsWith("From ", at) && !isOfAPatch(text, at, end);
      if (!folded && !envelope) {
        int colon = colon(text, at, end);
        if (colon < 0) {
          break;
        }
        names.add(text.substring(at, colon).stripTrailing().toLowerCase(Locale.ROOT));
      }
      first = false;
      at = end + 1;
    }
    names.retainAll(KNOWN);
    return names.size() >= KNOWN_MIN && names.stream().anyMatch(OWN::contains);
  }

  /** What git writes: the number of a change stands where the sender should. */
  private static boolean isOfAPatch(String text, int at, int end) {
    int from = at + 5;
    int digits = from;
    while (digits < end && Character.digit(text.charAt(digits), 16) >= 0) {
      digits++;
    }
    return digits - from >= 40;
  }

  private static int afterEmptyLines(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char unit) {
    return unit == ' ' || unit == '\t';
  }

  /** Where the name of a header ends; -1 where the line is none. */
  private static int colon(String text, int start, int end) {
    int at = start;
    while (at < end && at - start < NAME_CHARACTERS_MAX && isOfAName(text.charAt(at))) {
      at++;
    }
    int after = at;
    while (after < end && isBlank(text.charAt(after))) {
      after++;
    }
    return at > start && after < end && text.charAt(after) == ':' ? after : -1;
  }

  private static boolean isOfAName(char unit) {
    return unit > ' ' && unit < 0x7f && unit != ':';
  }
}
