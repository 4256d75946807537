package io.heliograph.kit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLimitTest {

  @ParameterizedTest
  @CsvSource({
    "20000, 4000, 4000",
    "4096, 4000, 3584",
    "1024, 4000, 512",
    "256, 4000, 128",
    "1, 4000, 1",
    "9223372036854775807, 4000, 4000"
  })
  void shouldLeaveRoomForOtherFiles(long files, int wanted, int connections) {
    assertThat(new FileLimit(files).connections(wanted)).isEqualTo(connections);
  }

  @Test
  void shouldKnowTheLimitOfThisProcess() {
    assertThat(FileLimit.ofProcess().files()).isPositive();
  }
}
