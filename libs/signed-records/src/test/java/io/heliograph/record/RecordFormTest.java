package io.heliograph.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordFormTest {
  private static final SignedRecord GOLDEN =
      new SignedRecord(
          -1,
          Bytes.of(new byte[64]),
          Bytes.of("{}".getBytes(StandardCharsets.US_ASCII)),
          List.of(Bytes.of(new byte[32])),
          3,
          List.of(),
          List.of());

  @Property(tries = 500)
  void shouldBeTheSameRecordWhenWrittenAndRead(@ForAll long seed) {
    SignedRecord record = new RandomRecords(seed).any();

    SignedRecord binary = RecordForm.BINARY.read(RecordForm.BINARY.write(record));
    SignedRecord json = RecordForm.JSON.read(RecordForm.JSON.write(record));

    assertThat(binary).isEqualTo(record);
    assertThat(json).isEqualTo(record);
    assertThat(json.recordId()).isEqualTo(binary.recordId());
  }

  @Property(tries = 50)
  void shouldRefuseWhenBytesAreMissingOrTooMany(@ForAll long seed) {
    SignedRecord record = new RandomRecords(seed).any();
    for (RecordForm form : RecordForm.values()) {
      byte[] whole = form.write(record);
      for (int length = 0; length < whole.length; length++) {
        assertMalformed(form, Arrays.copyOf(whole, length));
      }
      byte[] more = Arrays.copyOf(whole, whole.length + 1);
      assertMalformed(form, more);
      assertThat(form.read(whole)).isEqualTo(record);
    }
  }

  @Test
  void shouldBeTheseBytesWhenARecordIsWritten() {
    assertThat(new String(GOLDEN.toJson(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "{\"data\":\"e30=\",\"identifier\":\""
                + "0".repeat(128)
                + "\",\"owner_keys\":[\""
                + "0".repeat(64)
                + "\"],\"previous_owner_keys\":[],\"signature\":[],"
                + "\"tag_type\":\"18446744073709551615\",\"version\":\"3\"}");
    assertThat(Bytes.of(GOLDEN.toBinary()).hex())
        .isEqualTo(
            "53534431"
                + "f".repeat(16)
                + "0".repeat(128)
                + "0000000000000003"
                + "000000027b7d"
                + "0001"
                + "0".repeat(64)
                + "00000000");
  }

  @Test
  void shouldNotAllocateWhatIsNotThereWhenALengthLies() {
    byte[] binary = GOLDEN.toBinary();
    ByteBuffer.wrap(binary).putInt(84, -1);

    assertMalformed(RecordForm.BINARY, binary);
  }

  @Test
  void shouldTakeTheLargestRecordAndNoneAboveWhenItsSizeIsAtTheCap() {
    byte[] data = new byte[SignedRecord.BYTES_MAX - 94 - 32];
    SignedRecord largest = with(Bytes.of(data));

    assertThat(largest.toBinary()).hasSize(102_400);
    assertThat(RecordForm.JSON.read(largest.toJson())).isEqualTo(largest);
    assertThatThrownBy(() -> with(Bytes.of(new byte[data.length + 1])))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.code()).isEqualTo(ResultCode.DATA_TOO_LARGE));
  }

  @ParameterizedTest
  @EnumSource(RecordForm.class)
  void shouldRefuseUnreadWhenAFormIsFarTooLong(RecordForm form) {
    byte[] long1 = new byte[RecordForm.FORM_BYTES_MAX + 1];

    assertThatThrownBy(() -> form.read(long1))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.code()).isEqualTo(ResultCode.DATA_TOO_LARGE));
    assertMalformed(form, Arrays.copyOf(long1, RecordForm.FORM_BYTES_MAX));
  }

  private static SignedRecord with(Bytes data) {
    return new SignedRecord(
        1, GOLDEN.identifier(), data, GOLDEN.ownerKeys(), 0, List.of(), List.of());
  }

  private static void assertMalformed(RecordForm form, byte[] bytes) {
    assertThatThrownBy(() -> form.read(bytes))
        .isInstanceOfSatisfying(
            RecordException.class, e -> assertThat(e.code()).isEqualTo(ResultCode.MALFORMED));
  }
}
