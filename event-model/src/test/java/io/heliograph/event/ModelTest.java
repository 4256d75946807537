package io.heliograph.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelTest {
  @Test
  void shouldFindEachModelByItsWireName() {
    for (Model model : Model.values()) {
      assertThat(Model.fromWire(model.wire())).contains(model);
    }
  }

  @Test
  void shouldFindNothingForAnUnknownName() {
    assertThat(Model.fromWire("scoob")).isEmpty();
  }
}
