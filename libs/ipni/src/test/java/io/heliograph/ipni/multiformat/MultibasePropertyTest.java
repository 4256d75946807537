package io.heliograph.ipni.multiformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.Verdict;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MultibasePropertyTest {
  @Property(tries = 500)
  void shouldGiveTheBytesBackWhenEncodedInAnyBase(@ForAll @Size(max = 90) byte[] bytes) {
    for (Multibase base : Multibase.values()) {
      assertThat(Multibase.decode(base.encode(bytes), "text")).as(base.name()).isEqualTo(bytes);
    }
  }

  @Property(tries = 500)
  void shouldWriteWhatTheJdkWritesWhenItHasTheBase(@ForAll @Size(max = 90) byte[] bytes) {
    Base64.Encoder bare = Base64.getEncoder().withoutPadding();

    assertThat(Multibase.BASE16.encodeBare(bytes)).isEqualTo(HexFormat.of().formatHex(bytes));
    assertThat(Multibase.BASE64.encodeBare(bytes)).isEqualTo(bare.encodeToString(bytes));
    assertThat(Multibase.BASE64_URL_PAD.encodeBare(bytes))
        .isEqualTo(Base64.getUrlEncoder().encodeToString(bytes));
  }

  @Property(tries = 500)
  void shouldWriteTheNumberWhenTheBaseIsARadix(@ForAll @Size(max = 90) byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    String number = new BigInteger(1, bytes).toString(36);
    String expected = "0".repeat(zeros) + (zeros == bytes.length ? "" : number);

    assertThat(Multibase.BASE36.encodeBare(bytes)).isEqualTo(expected);
    assertThat(Multibase.BASE36_UPPER.encodeBare(bytes))
        .isEqualTo(expected.toUpperCase(Locale.ROOT));
  }

  @Property(tries = 2000)
  void shouldReadNoTextThatItDoesNotWriteWhenDecoding(@ForAll @Size(max = 60) String text) {
    for (Multibase base : Multibase.values()) {
      byte[] bytes = base.bytesOf(text);
      if (bytes != null) {
        assertThat(base.encodeBare(bytes)).as(base.name()).isEqualTo(text);
      }
    }
  }

  @Property(tries = 1000)
  void shouldReadBackInAsFewBytesWhenAVarintIsWritten(
      @ForAll @LongRange(min = 0) long number, @ForAll @LongRange(max = 0x200000) long small) {
    for (long value : new long[] {number, Math.abs(small), number >>> 40}) {
      byte[] bytes = Varint.of(value);
      Cursor cursor = new Cursor(bytes, Verdict.MALFORMED, "number");

      assertThat(cursor.varint()).isEqualTo(value);
      assertThat(cursor.remaining()).isZero();
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      longer[bytes.length - 1] |= (byte) 0x80;
      assertThatThrownBy(() -> new Cursor(longer, Verdict.MALFORMED, "number").varint())
          .isInstanceOf(IpniException.class);
    }
  }

  @Test
  void shouldRefuseAVarintWhenItEndsEarlyOrIsTooLarge() {
    byte[] tooLarge = HexFormat.of().parseHex("ffffffffffffffffff01");

    assertThat(new Cursor(Varint.of(Long.MAX_VALUE), Verdict.MALFORMED, "n").varint())
        .isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> new Cursor(tooLarge, Verdict.MALFORMED, "n").varint())
        .hasMessageStartingWith("n has a varint over 2^63-1: 0xff");
    assertThatThrownBy(() -> new Cursor(new byte[] {-1}, Verdict.MALFORMED, "n").varint())
        .hasMessageStartingWith("n ends within a varint");
    assertThatThrownBy(() -> Varint.write(-1, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
