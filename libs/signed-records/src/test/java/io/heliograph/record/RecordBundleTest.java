package io.heliograph.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordBundleTest {
  private static final List<SignedRecord> RECORDS = records();

  @Test
  void shouldHaveTheSameRecordsWhenWrittenAndRead() throws Exception {
    assertThat(read(written(RECORDS))).isEqualTo(RECORDS);
    assertThat(read(written(List.of()))).isEmpty();
    assertThat(RecordBundle.isBundle(written(List.of()))).isTrue();
    assertThat(RecordBundle.isBundle(RECORDS.getFirst().toBinary())).isFalse();
  }

  @Test
  void shouldRefuseWhenABundleIsNotComplete() throws Exception {
    byte[] bundle = written(RECORDS);
    for (int length = 0; length < bundle.length; length++) {
      assertMalformed(Arrays.copyOf(bundle, length));
    }
    assertMalformed(Arrays.copyOf(bundle, bundle.length + 1));
    byte[] miscounted = bundle.clone();
    miscounted[bundle.length - 1]++;
    assertMalformed(miscounted);
  }

  @Test
  void shouldNotAllocateWhatIsNotThereWhenALengthLies() throws Exception {
    byte[] bundle = written(RECORDS);
    ByteBuffer.wrap(bundle).putInt(4, Integer.MAX_VALUE);

    assertThatThrownBy(() -> read(bundle))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.code()).isEqualTo(ResultCode.DATA_TOO_LARGE));
  }

  private static List<SignedRecord> records() {
    List<SignedRecord> records = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      records.add(new RandomRecords(seed).any());
    }
    return records;
  }

  private static byte[] written(List<SignedRecord> records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RecordBundle.Writer writer = new RecordBundle.Writer(out)) {
      for (SignedRecord record : records) {
        writer.add(record);
      }
    }
    return out.toByteArray();
  }

  private static List<SignedRecord> read(byte[] bundle) throws IOException {
    List<SignedRecord> records = new ArrayList<>();
    try (RecordBundle.Reader reader = new RecordBundle.Reader(new ByteArrayInputStream(bundle))) {
      for (SignedRecord next = reader.next(); next != null; next = reader.next()) {
        records.add(next);
      }
    }
    return records;
  }

  private static void assertMalformed(byte[] bundle) {
    assertThatThrownBy(() -> read(bundle))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.code()).isEqualTo(ResultCode.MALFORMED));
  }
}
