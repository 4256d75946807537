package io.heliograph.gjson;

import java.util.Arrays;

/** Bytes that an evaluation makes; each one is paid for. */
final class Output {
  private final Evaluation evaluation;
  private byte[] bytes = new byte[64];
  private int length;

  Output(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  int length() {
    return length;
  }

  byte last() {
    return bytes[length - 1];
  }

  /** Cuts the end off, or replaces it. */
  void truncate(int newLength) {
    length = newLength;
  }

  void write(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
  }

  void write(Slice text) {
    reserve(text.length());
    System.arraycopy(text.bytes(), text.start(), bytes, length, text.length());
    length += text.length();
  }

  Slice slice() {
    return new Slice(bytes, 0, length);
  }

  Slice slice(int from, int to) {
    return new Slice(bytes, from, to);
  }

  private void reserve(int more) {
    evaluation.produce(more);
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
