package io.heliograph.record.rule;

import io.heliograph.record.Bytes;
import java.math.BigInteger;
import java.util.Set;

/**
 * Which encodings of keys and signatures are taken. Libraries differ here: some verify forged
 * signatures under points of small order, some read encodings that others refuse. So what is taken
 * is decided once, before any library is asked.
 */
final class Ed25519 {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  private static final BigInteger HALF = P.subtract(BigInteger.ONE).shiftRight(1);

  /** The two values of y that the four points of order 8 have. */
  private static final BigInteger ORDER_8 =
      littleEndian(Bytes.ofHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));

  /** The y of the eight points of small order; either sign of x makes one of them. */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          ORDER_8,
          P.subtract(ORDER_8));

  private Ed25519() {}

  /** Whether somebody can hold this key: a canonical point of the curve, not of small order. */
  static boolean isUsable(Bytes key) {
    BigInteger y = y(key);
    return y.compareTo(P) < 0 && !SMALL_ORDER.contains(y) && isOnCurve(y);
  }

  /**
   * Whether a library may be asked: the point R and the number S are encoded in the one way there
   * is. With S plus the group's order a second signature could be made of any.
   */
  static boolean isCanonical(Bytes signature) {
    Bytes r = Bytes.of(signature.toArray(), 0, 32);
    Bytes s = Bytes.of(signature.toArray(), 32, 64);
    BigInteger y = y(r);
    boolean isMinusZero =
        r.at(31) < 0 && (y.equals(BigInteger.ONE) || y.equals(P.subtract(BigInteger.ONE)));
    return littleEndian(s).compareTo(ORDER) < 0 && y.compareTo(P) < 0 && !isMinusZero;
  }

  /** Whether x^2 = (y^2 - 1) / (d y^2 + 1) has a root; the divisor is never 0. */
  private static boolean isOnCurve(BigInteger y) {
    BigInteger square = y.multiply(y).mod(P);
    BigInteger above = square.subtract(BigInteger.ONE);
    BigInteger below = D.multiply(square).add(BigInteger.ONE);
    // The quotient is a square iff the product is.
    return above.multiply(below).mod(P).modPow(HALF, P).equals(BigInteger.ONE);
  }

  private static BigInteger y(Bytes point) {
    return littleEndian(point).clearBit(255);
  }

  private static BigInteger littleEndian(Bytes bytes) {
    byte[] reversed = new byte[bytes.length()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = bytes.at(reversed.length - 1 - i);
    }
    return new BigInteger(1, reversed);
  }
}
