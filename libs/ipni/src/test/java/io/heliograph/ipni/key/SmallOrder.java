package io.heliograph.ipni.key;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of edwards25519 whose order divides 8, found by arithmetic and not from a list. */
final class SmallOrder {
  private static final BigInteger P = TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  /** The order of the base point. */
  private static final BigInteger L =
      TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private SmallOrder() {}

  private record Point(BigInteger x, BigInteger y) {
    Point plus(Point other) {
      BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
      BigInteger newX =
          x.multiply(other.y).add(y.multiply(other.x)).multiply(ONE.add(product).modInverse(P));
      BigInteger newY =
          y.multiply(other.y)
              .add(x.multiply(other.x))
              .multiply(ONE.subtract(product).modInverse(P));
      return new Point(newX.mod(P), newY.mod(P));
    }

    Point times(BigInteger factor) {
      Point sum = new Point(BigInteger.ZERO, ONE);
      for (int i = factor.bitLength() - 1; i >= 0; i--) {
        sum = sum.plus(sum);
        if (factor.testBit(i)) {
          sum = sum.plus(this);
        }
      }
      return sum;
    }
  }

  /** All eight, as keys are written. */
  static List<byte[]> points() {
    for (int y = 2; ; y++) {
      Point point = withY(BigInteger.valueOf(y));
      if (point != null) {
        Point torsion = point.times(L);
        List<Point> multiples = new ArrayList<>();
        Point next = torsion;
        while (!multiples.contains(next)) {
          multiples.add(next);
          next = next.plus(torsion);
        }
        if (multiples.size() == 8) {
          return multiples.stream().map(SmallOrder::encoded).toList();
        }
      }
    }
  }

  private static @Nullable Point withY(BigInteger y) {
    BigInteger squared = y.multiply(y).mod(P);
    BigInteger ratio =
        squared.subtract(ONE).multiply(D.multiply(squared).add(ONE).modInverse(P)).mod(P);
    BigInteger root = ratio.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!root.multiply(root).mod(P).equals(ratio)) {
      root = root.multiply(TWO.modPow(P.subtract(ONE).shiftRight(2), P)).mod(P);
    }
    return root.multiply(root).mod(P).equals(ratio) ? new Point(root, y) : null;
  }

  private static byte[] encoded(Point point) {
    byte[] bytes = new byte[32];
    BigInteger y = point.y;
    for (int i = 0; i < 32; i++) {
      bytes[i] = y.shiftRight(8 * i).byteValue();
    }
    bytes[31] |= (byte) (point.x.testBit(0) ? 0x80 : 0);
    return bytes;
  }
}
