package io.heliograph.record.rule;

/** The JDK's verification, counted: what a record costs. */
final class CountingVerifier implements Verifier {
  private final Verifier verifier = new JdkVerifier();
  private int count;

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    count++;
    return verifier.verify(publicKey, message, signature);
  }

  /** How many were asked for since the last time. */
  int taken() {
    int taken = count;
    count = 0;
    return taken;
  }
}
