package io.heliograph.kit.http;

import java.io.Serial;

/** A refusal on its way to the answer. Carries no stack trace: it is an answer, not a defect. */
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  /** What is told. */
  public Refusal refusal() {
    return refusal;
  }
}
