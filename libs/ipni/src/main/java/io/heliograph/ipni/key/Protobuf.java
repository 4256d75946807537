package io.heliograph.ipni.key;

import io.heliograph.ipni.multiformat.Cursor;
import io.heliograph.ipni.multiformat.Varint;
import java.io.ByteArrayOutputStream;

/** The little of protobuf that libp2p signs: fields in order, each once, nothing else. */
final class Protobuf {
  static final int VARINT = 0;
  static final int BYTES = 2;

  private Protobuf() {}

  /** Takes the tag of that field. */
  static void tag(Cursor cursor, int field, int kind) {
    if (cursor.varint() != ((long) field << 3 | kind)) {
      throw cursor.refused("must have protobuf field " + field + " next");
    }
  }

  /** Takes a field of bytes. */
  static byte[] bytes(Cursor cursor, int field) {
    tag(cursor, field, BYTES);
    return cursor.take(cursor.varint());
  }

  /** Appends a field of bytes. */
  static void write(int field, byte[] bytes, ByteArrayOutputStream out) {
    Varint.write((long) field << 3 | BYTES, out);
    Varint.write(bytes.length, out);
    out.writeBytes(bytes);
  }
}
