package io.heliograph.record;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The binary form and the bytes that are signed; all numbers big endian. */
final class RecordBinary {
  /** Everything but data, keys and signatures. */
  static final int FIXED_BYTES = 94;

  private static final byte[] MAGIC = "SSD1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIGNED = "SAFE-SD-SIGN-V1\n".getBytes(StandardCharsets.US_ASCII);

  private RecordBinary() {}

  static byte[] bigEndian(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static byte[] write(SignedRecord record) {
    ByteBuffer out = ByteBuffer.allocate(record.size());
    out.put(MAGIC).putLong(record.tagType()).put(record.identifier().octets());
    out.putLong(record.version());
    out.putInt(record.data().length()).put(record.data().octets());
    putList(out, record.ownerKeys());
    putList(out, record.previousOwnerKeys());
    putList(out, record.signatures());
    return out.array();
  }

  static byte[] signedBytes(SignedRecord record) {
    int signatures = Short.BYTES + SignedRecord.SIGNATURE_LENGTH * record.signatures().size();
    ByteBuffer out = ByteBuffer.allocate(SIGNED.length - MAGIC.length + record.size() - signatures);
    out.put(SIGNED).putLong(record.tagType()).put(record.identifier().octets());
    out.putInt(record.data().length()).put(record.data().octets());
    out.putLong(record.version());
    putList(out, record.ownerKeys());
    putList(out, record.previousOwnerKeys());
    return out.array();
  }

  private static void putList(ByteBuffer out, List<Bytes> list) {
    out.putShort((short) list.size());
    list.forEach(one -> out.put(one.octets()));
  }

  /**
   * Reads one record and nothing behind it.
   *
   * @throws RecordException when it is none
   */
  static SignedRecord parse(byte[] form) {
    try {
      ByteBuffer in = ByteBuffer.wrap(form);
      if (!Bytes.of(take(in, MAGIC.length)).equals(Bytes.of(MAGIC))) {
        throw RecordException.malformed("record: does not begin with SSD1");
      }
      long tagType = in.getLong();
      Bytes identifier = Bytes.of(take(in, SignedRecord.IDENTIFIER_LENGTH));
      long version = in.getLong();
      Bytes data = Bytes.of(take(in, Integer.toUnsignedLong(in.getInt())));
      List<Bytes> owners = takeList(in, SignedRecord.KEY_LENGTH);
      List<Bytes> previous = takeList(in, SignedRecord.KEY_LENGTH);
      List<Bytes> signatures = takeList(in, SignedRecord.SIGNATURE_LENGTH);
      if (in.hasRemaining()) {
        throw RecordException.malformed("record: " + in.remaining() + " bytes behind its end");
      }
      return new SignedRecord(tagType, identifier, data, owners, version, previous, signatures);
    } catch (BufferUnderflowException tooShort) {
      throw RecordException.malformed("record: ends after " + form.length + " bytes, too early");
    }
  }

  private static List<Bytes> takeList(ByteBuffer in, int length) {
    int count = Short.toUnsignedInt(in.getShort());
    // Before anything is allocated for what is not there.
    requireRemaining(in, (long) count * length);
    List<Bytes> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(Bytes.of(take(in, length)));
    }
    return list;
  }

  private static byte[] take(ByteBuffer in, long length) {
    requireRemaining(in, length);
    byte[] taken = new byte[(int) length];
    in.get(taken);
    return taken;
  }

  private static void requireRemaining(ByteBuffer in, long length) {
    if (in.remaining() < length) {
      throw new BufferUnderflowException();
    }
  }
}
