package io.heliograph.cli.suite;

/** Tests that ran: how many passed, how many did not. */
record Counts(int passed, int failed) {

  static final Counts NONE = new Counts(0, 0);

  Counts plus(Counts other) {
    return new Counts(passed + other.passed, failed + other.failed);
  }

  @Override
  public String toString() {
    return passed + " passed, " + failed + " failed";
  }
}
