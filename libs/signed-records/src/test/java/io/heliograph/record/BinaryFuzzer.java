package io.heliograph.record;

/** Fuzz target: bytes that may be a record. What is read is written as the same bytes. */
public final class BinaryFuzzer {
  private BinaryFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    SignedRecord record;
    try {
      record = RecordForm.BINARY.read(input);
    } catch (RecordException refused) {
      return;
    }
    if (!Bytes.of(record.toBinary()).equals(Bytes.of(input))) {
      throw new IllegalStateException("other bytes than were read");
    }
    if (!RecordForm.JSON.read(record.toJson()).equals(record)) {
      throw new IllegalStateException("another record in JSON");
    }
  }
}
