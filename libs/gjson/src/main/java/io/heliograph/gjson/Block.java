package io.heliograph.gjson;

import org.jspecify.annotations.Nullable;

/** An open array or object of {@link Pretty}. */
final class Block {
  final char bracket;
  final @Nullable SortedMembers sorted;
  int count;

  Block(char bracket, @Nullable SortedMembers sorted) {
    this.bracket = bracket;
    this.sorted = sorted;
  }

  byte closing() {
    return (byte) (bracket == '{' ? '}' : ']');
  }

  /** Notes where the text of the last member ends. */
  void valueWritten(int length) {
    if (sorted != null) {
      sorted.end(length);
    }
  }
}
