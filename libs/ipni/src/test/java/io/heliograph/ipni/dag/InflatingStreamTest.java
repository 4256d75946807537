package io.heliograph.ipni.dag;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflatingStreamTest {
  private static final IpniLimits LIMITS = new IpniLimits(1, 1, 1, 1, 1, 1, 1, 300_000, 20);

  @Test
  void shouldGiveTheBodyWhenItIsWithinTheCaps() throws IOException {
    byte[] body = new byte[200_000];
    new Random(1).nextBytes(body);
    byte[] small = new byte[60_000];

    assertThat(inflated(gzip(body))).isEqualTo(body);
    assertThat(inflated(gzip(small))).isEqualTo(small);
  }

  @Test
  void shouldStopWhenTheBodyGrowsTooMuchForItsSize() throws IOException {
    byte[] bomb = gzip(new byte[200_000]);

    assertThat(refusal(() -> inflated(bomb))).isEqualTo(Verdict.LIMIT_EXCEEDED);
  }

  @Test
  void shouldStopWhenTheBodyIsTooLarge() throws IOException {
    byte[] body = new byte[300_001];
    new Random(1).nextBytes(body);
    byte[] compressed = gzip(body);

    assertThat(refusal(() -> inflated(compressed))).isEqualTo(Verdict.LIMIT_EXCEEDED);
  }

  @Test
  void shouldRefuseWhenTheBodyIsNoGzipOrEndsEarly() throws IOException {
    byte[] whole = gzip(new byte[1000]);
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);

    assertThat(refusal(() -> inflated(cut))).isEqualTo(Verdict.MALFORMED);
    assertThat(refusal(() -> inflated(new byte[] {1, 2, 3}))).isEqualTo(Verdict.MALFORMED);
  }

  private static byte[] inflated(byte[] compressed) throws IOException {
    try (InputStream in = new InflatingStream(new ByteArrayInputStream(compressed), LIMITS)) {
      return in.readAllBytes();
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }
}
