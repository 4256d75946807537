package io.heliograph.dispatcher.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.migration.ValueCodec;
import io.heliograph.migration.ValueCodec.MalformedValueException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CursorValuesTest {
  private final ValueCodec values = new CursorValues();

  @Test
  void shouldWriteTheBytesThatEarlierVersionsHaveStored() throws Exception {
    byte[] value = values.writer(1).number(-3).text("\u00e4").number(2).toBytes();

    assertThat(HexFormat.of().formatHex(value)).isEqualTo("010504c3a404");
    ValueCodec.Reader in = values.reader(value, 1);
    assertThat(in.number()).isEqualTo(-3);
    assertThat(in.text()).isEqualTo("\u00e4");
    assertThat(in.integer()).isEqualTo(2);
    in.end();
  }

  @Test
  void shouldRefuseWhatIsMalformed() throws Exception {
    assertThatThrownBy(() -> values.reader(new byte[] {9}, 1))
        .isInstanceOf(MalformedValueException.class);
    assertThatThrownBy(() -> values.reader(new byte[] {1}, 1).number())
        .isInstanceOf(MalformedValueException.class);
    assertThatThrownBy(() -> values.reader(new byte[] {1, 2}, 1).text())
        .isInstanceOf(MalformedValueException.class);
    assertThatThrownBy(() -> values.reader(new byte[] {1, 2}, 1).end())
        .isInstanceOf(MalformedValueException.class);
    assertThat(values.reader(new byte[] {1, 0}, 1).count()).as("control").isZero();
  }
}
