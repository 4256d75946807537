package io.heliograph.ipni.multiformat;

import org.jspecify.annotations.Nullable;

/** Bytes as text and back, without the prefix of multibase. */
interface BaseEncoding {
  String encode(byte[] bytes);

  /** The bytes; null when the text is not the one text that stands for them. */
  byte @Nullable [] decode(String text);
}
