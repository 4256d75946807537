package io.heliograph.ipni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of refusals share. */
public final class Refusals {
  private Refusals() {}

  /** The verdict with which that is refused; fails when it is not. */
  public static Verdict refusal(ThrowingCallable action) {
    IpniException refused = catchThrowableOfType(IpniException.class, action);
    assertThat(refused).as("must be refused").isNotNull();
    return refused.verdict();
  }

  /** One of them. */
  @SafeVarargs
  public static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** What is given with that bit turned. */
  public static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  /** Some documents with one to three bytes changed, removed or added: more telling than noise. */
  public static byte[] broken(byte[] bytes, Random random) {
    byte[] broken = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(broken.length);
      int length = broken.length + random.nextInt(3) - 1;
      byte[] next = new byte[Math.max(1, length)];
      int head = Math.min(at, next.length);
      System.arraycopy(broken, 0, next, 0, head);
      int tail = Math.min(broken.length - head, next.length - head);
      System.arraycopy(broken, broken.length - tail, next, next.length - tail, tail);
      next[Math.min(at, next.length - 1)] = (byte) random.nextInt(256);
      broken = next;
    }
    return broken;
  }
}
