package io.heliograph.record;

/** Fuzz target: text that may be a record. What is read is the same in either form. */
public final class JsonFuzzer {
  private JsonFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    SignedRecord record;
    try {
      record = RecordForm.JSON.read(input);
    } catch (RecordException refused) {
      return;
    }
    if (!RecordForm.JSON.read(record.toJson()).equals(record)) {
      throw new IllegalStateException("another record in canonical JSON");
    }
    if (!RecordForm.BINARY.read(record.toBinary()).equals(record)) {
      throw new IllegalStateException("another record in binary");
    }
  }
}
