package io.heliograph.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records of random shape; their keys and signatures are random bytes unless they are signed. */
final class RandomRecords {
  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  SignedRecord any() {
    return new SignedRecord(
        number(),
        bytes(SignedRecord.IDENTIFIER_LENGTH),
        bytes(random.nextInt(200)),
        list(SignedRecord.KEY_LENGTH),
        number(),
        list(SignedRecord.KEY_LENGTH),
        list(SignedRecord.SIGNATURE_LENGTH));
  }

  Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private long number() {
    return random.nextBoolean() ? random.nextLong() : random.nextInt(3) - 1L;
  }

  private List<Bytes> list(int length) {
    List<Bytes> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(bytes(length));
    }
    return list;
  }
}
