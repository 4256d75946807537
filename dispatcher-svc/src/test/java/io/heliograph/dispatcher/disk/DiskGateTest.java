package io.heliograph.dispatcher.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiskGateTest {
  @Test
  void shouldLetPassWhatEndsWorkRegistersOrDeletesAndNothingElse() {
    Set<Model> pass =
        Arrays.stream(Model.Builtin.values())
            .filter(model -> !DiskGate.needsRoom(model))
            .collect(Collectors.toSet());

    assertThat(pass).containsExactlyInAnyOrder(Model.STATUS, Model.PLUGIN, Model.DELETE);
    assertThat(DiskGate.needsRoom(new Model.Declared("alert"))).isTrue();
  }
}
