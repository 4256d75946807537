package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.Bytes;
import io.heliograph.record.Owners;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The curve written down a second time, in coordinates: what it says of points is the measure. */
class Ed25519Test {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final Point ZERO = new Point(BigInteger.ZERO, BigInteger.ONE);

  /** A point of the curve. */
  private record Point(BigInteger x, BigInteger y) {
    Point plus(Point other) {
      BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
      BigInteger left = x.multiply(other.y).add(y.multiply(other.x));
      BigInteger right = y.multiply(other.y).add(x.multiply(other.x));
      return new Point(
          left.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
          right.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
    }

    Point times(BigInteger factor) {
      Point sum = ZERO;
      for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        sum = factor.testBit(bit) ? sum.plus(this) : sum;
      }
      return sum;
    }

    Bytes encoded() {
      return Ed25519Test.encoded(y, x.testBit(0));
    }
  }

  @Test
  void shouldRefuseAllEightPointsOfSmallOrder() {
    Set<Bytes> small = new HashSet<>();
    // A point of the whole group, times the large order, is one of the eight.
    for (int y = 2; small.size() < 8; y++) {
      Point point = point(BigInteger.valueOf(y));
      if (point != null) {
        Point one = point.times(ORDER);
        for (int i = 0; i < 8; i++) {
          small.add(one.times(BigInteger.valueOf(i)).encoded());
        }
      }
    }

    assertThat(small).hasSize(8);
    for (Bytes key : small) {
      assertThat(Ed25519.isUsable(key)).as(key.hex()).isFalse();
      SignedRecord record =
          NextVersion.create(
              Fixture.TAG, Fixture.IDENTIFIER, Bytes.EMPTY, List.of(key, Fixture.key(0)));
      assertThat(Fixture.RULES.check(Fixture.signed(record, 0)).code())
          .isEqualTo(ResultCode.INVALID_OWNERS);
    }
  }

  @Test
  void shouldRefuseEveryEncodingThatIsNotTheCanonicalOne() {
    List<Bytes> others = new ArrayList<>();
    for (int y = 0; y < 19; y++) {
      others.add(encoded(P.add(BigInteger.valueOf(y)), false));
      others.add(encoded(P.add(BigInteger.valueOf(y)), true));
    }
    others.add(encoded(BigInteger.ONE, true));
    others.add(encoded(P.subtract(BigInteger.ONE), true));

    assertThat(others).allSatisfy(key -> assertThat(Ed25519.isUsable(key)).isFalse());
    assertThat(others)
        .allSatisfy(
            r ->
                assertThat(Ed25519.isCanonical(Bytes.join(List.of(r, Bytes.of(new byte[32])))))
                    .isFalse());
  }

  @Test
  void shouldTakeAPointIffItIsOnTheCurve() {
    int on = 0;
    for (int y = 2; y < 200; y++) {
      Point point = point(BigInteger.valueOf(y));
      on += point == null ? 0 : 1;
      assertThat(Ed25519.isUsable(encoded(BigInteger.valueOf(y), false)))
          .as("y = %d", y)
          .isEqualTo(point != null);
    }
    assertThat(on).isBetween(50, 150);
    for (int i = 0; i < 12; i++) {
      assertThat(Ed25519.isUsable(Fixture.key(i))).isTrue();
    }
  }

  @Test
  void shouldRefuseASignatureWhoseNumberIsTheGroupsOrderTooLarge() {
    SignedRecord record = Fixture.first();
    byte[] signature = record.signatures().getFirst().toArray();
    byte[] s = Arrays.copyOfRange(signature, 32, 64);
    BigInteger number = new BigInteger(1, reversed(s));
    System.arraycopy(littleEndian(number.add(ORDER)), 0, signature, 32, 32);
    SignedRecord malleated = record.withSignatures(List.of(Bytes.of(signature)));

    assertThat(Ed25519.isCanonical(record.signatures().getFirst())).isTrue();
    assertThat(Ed25519.isCanonical(Bytes.of(signature))).isFalse();
    // A library that does not look at it is not even asked.
    RecordRules credulous =
        new RecordRules(Profile.FEDERATION, RulePolicy.DEFAULT, (key, message, any) -> true);
    assertThat(credulous.check(malleated).code()).isEqualTo(ResultCode.FAILED_SIGNATURE);
    assertThat(credulous.check(record).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void shouldNeverCountASignatureUnderTheKeyThatNobodyHolds() {
    SignedRecord record =
        NextVersion.create(
            Fixture.TAG, Fixture.IDENTIFIER, Bytes.EMPTY, List.of(SignedRecord.NO_OWNER));
    RecordRules credulous =
        new RecordRules(Profile.FEDERATION, RulePolicy.DEFAULT, (key, message, any) -> true);

    assertThat(credulous.check(record).code()).isEqualTo(ResultCode.NOT_ENOUGH_SIGNATURES);
    assertThat(credulous.check(Owners.signed(record, 0)).code())
        .isEqualTo(ResultCode.FAILED_SIGNATURE);
  }

  /** The point with that y and an even x; null when there is none. */
  private static @Nullable Point point(BigInteger y) {
    BigInteger square = y.multiply(y).mod(P);
    BigInteger wanted =
        square
            .subtract(BigInteger.ONE)
            .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    BigInteger root = wanted.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!root.multiply(root).mod(P).equals(wanted)) {
      root =
          root.multiply(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P)).mod(P);
    }
    if (!root.multiply(root).mod(P).equals(wanted)) {
      return null;
    }
    return new Point(root.testBit(0) ? P.subtract(root) : root, y);
  }

  private static Bytes encoded(BigInteger y, boolean isOdd) {
    byte[] bytes = littleEndian(y);
    bytes[31] |= (byte) (isOdd ? 0x80 : 0);
    return Bytes.of(bytes);
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] bytes = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    return bytes;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
