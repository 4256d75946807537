package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.EventJson;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InsertCompressorTest {
  @Property
  void shouldGiveBackTheBytesWhateverTheyAre(@ForAll @Size(max = 2_000) byte[] bytes) {
    assertThat(InsertCompressor.unpack(InsertCompressor.pack(bytes), bytes.length))
        .isEqualTo(bytes);
  }

  @Test
  void shouldLeaveLessThanHalfOfAnInsert() {
    byte[] json = EventJson.insert(EventJson.sha256(), EventJson.sha256()).getBytes(UTF_8);

    byte[] packed = InsertCompressor.pack(json);

    assertThat(packed.length).isLessThan(json.length / 2);
    assertThat(InsertCompressor.unpack(packed, json.length)).isEqualTo(json);
  }
}
