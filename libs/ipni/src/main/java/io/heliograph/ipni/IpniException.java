package io.heliograph.ipni;

import java.util.Objects;

/**
 * A body, text or key was refused. The only exception that this module throws for what others sent;
 * its message is one sentence that names the field, the rule and how the value begins.
 */
public final class IpniException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS_MAX = 60;

  private final Verdict verdict;

  private IpniException(Verdict verdict, String message) {
    // No stack trace: a hostile member must not make us pay for one with each body.
    super(message, null, false, false);
    this.verdict = verdict;
  }

  /** A refusal whose value says nothing more than the rule does. */
  public static IpniException of(Verdict verdict, String field, String rule) {
    return new IpniException(refusing(verdict), field + " " + rule);
  }

  /** A refusal that shows the beginning of the value. */
  public static IpniException of(Verdict verdict, String field, String rule, Object value) {
    return new IpniException(refusing(verdict), field + " " + rule + ", not " + shown(value));
  }

  /** Why; never one that accepts. */
  public Verdict verdict() {
    return verdict;
  }

  private static Verdict refusing(Verdict verdict) {
    if (verdict.isAccepted()) {
      throw new IllegalArgumentException("not a refusal: " + verdict);
    }
    return Objects.requireNonNull(verdict);
  }

  /** The beginning of it, with nothing that could forge a line of a log. */
  private static String shown(Object value) {
    String text = String.valueOf(value);
    int end = Math.min(text.length(), SHOWN_CHARACTERS_MAX);
    StringBuilder shown = new StringBuilder(end + 8).append('\'');
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean plain =
          c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0x2028 && c != 0x2029;
      shown.append(plain && !Character.isSurrogate(c) ? c : '\ufffd');
    }
    return shown.append(end < text.length() ? "...'" : "'").toString();
  }
}
