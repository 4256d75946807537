package io.heliograph.client;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request was not served: refused, or not answered. */
public final class HubException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient @Nullable Refusal refusal;

  HubException(Refusal refusal) {
    super("the hub refused: " + refusal);
    this.refusal = refusal;
  }

  HubException(IOException reason) {
    super("the hub does not answer: " + reason.getMessage(), reason);
    this.refusal = null;
  }

  /** What the hub answered; empty when it did not. */
  public Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
