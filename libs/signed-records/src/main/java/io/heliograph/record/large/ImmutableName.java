package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import io.heliograph.record.Sha512;

/** The names of immutable values: SHA-512, applied tag + 1 times. */
public final class ImmutableName {
  /** The largest value, in bytes. */
  public static final int VALUE_BYTES_MAX = 1 << 20;

  /** The largest tag. */
  public static final int TAG_MAX = 255;

  private ImmutableName() {}

  /**
   * The name of a value.
   *
   * @param tag 0 to 255; the chunks of large values have 0
   */
  public static Bytes of(int tag, byte[] value) {
    if (tag < 0 || tag > TAG_MAX) {
      throw new IllegalArgumentException("tag: 0 to " + TAG_MAX + " wanted: " + tag);
    }
    if (value.length > VALUE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "value: at most " + VALUE_BYTES_MAX + " bytes are allowed: " + value.length);
    }
    Bytes name = Sha512.of(value);
    for (int i = 0; i < tag; i++) {
      name = Sha512.of(name.toArray());
    }
    return name;
  }
}
