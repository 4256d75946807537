package io.heliograph.ipni.key;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;

/** The one curve of ECDSA keys that is accepted: P-256. */
final class P256 {
  private static final BigInteger PRIME =
      hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  private static final BigInteger B =
      hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
  private static final BigInteger ORDER =
      hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

  private P256() {}

  /** Whether the key's curve is this one and its point lies on it. */
  static boolean isOn(ECPublicKey key) {
    ECParameterSpec curve = key.getParams();
    boolean same =
        curve.getCurve().getField() instanceof ECFieldFp field
            && field.getP().equals(PRIME)
            && curve.getCurve().getB().equals(B)
            && curve.getOrder().equals(ORDER);
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    if (!same
        || x.signum() < 0
        || y.signum() < 0
        || x.compareTo(PRIME) >= 0
        || y.compareTo(PRIME) >= 0) {
      return false;
    }
    BigInteger right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(PRIME);
    return y.multiply(y).mod(PRIME).equals(right);
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
