package io.heliograph.identify;

import java.util.HexFormat;

/** The permutation of the numbers 0 to 255 that Pearson's hash of RFC 3074 uses. */
final class Pearson {
  private static final String HEX =
      "0157310cb0b266a679c10654f9e62ca30ec5d5b5a155da5040ef18e2ec8e26c8"
          + "6eb168678dfdff324d6551122d601fde196bbe4656edf02248f214d6f4e395eb"
          + "61ea39163cfa52afd0057fc76f3e87f8aea9d33a429a6ac3f5ab11bbb6b300f3"
          + "8438944b80859e64827e5b0d99f6d8db7744df4e5358c9637a0b5c208872340a"
          + "8a1e30b79c233d1a8f4afb5e81a23f98aa0773a7f1ce0396373b97dc5a351783"
          + "7dad0fee4f5f59106989e1e0d9a0257b7649029d2e74099186e4cfd4cad745e5"
          + "1bbc437ca8fc2a041d6c15f713cd27cbe928ba93c6c09b21a4bf62cca5b4754c"
          + "8c24d2ac29369f08b9e871c4e72f927833411c90fedd5dbdc28b702b476db8d1";

  private Pearson() {}

  /** The permutation, index to value. */
  static int[] table() {
    byte[] bytes = HexFormat.of().parseHex(HEX);
    int[] table = new int[bytes.length];
    for (int at = 0; at < table.length; at++) {
      table[at] = bytes[at] & 0xff;
    }
    return table;
  }
}
