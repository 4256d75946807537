package io.heliograph.dispatcher.cluster;

/** The names of the API between replicas. */
final class Wire {
  static final String PATH = "/internal/v1";
  static final String TAKE = "/take";
  static final String READY = "/ready";
  static final String SETTLE = "/settle";
  static final String PROGRESS = "/standings";
  static final String DEPTHS = "/depths";

  /** The shared secret. */
  static final String SECRET = "Heliograph-Replica-Secret";

  /** Names the process that asks. */
  static final String PROCESS = "Heliograph-Process";

  private Wire() {}
}
