package io.heliograph.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelTest {
  @Test
  void shouldFindEachModelByItsWireName() {
    for (Model model : Model.Builtin.values()) {
      assertThat(Model.fromWire(model.wire())).contains(model);
    }
  }

  @Test
  void shouldTakeAnyOtherNameForADeclaredOne() {
    assertThat(Model.fromWire("scoob")).contains(new Model.Declared("scoob"));
    assertThat(Model.builtin("scoob")).isEmpty();
    assertThat(Model.fromWire("no.model")).isEmpty();
    assertThat(Model.fromWire("")).isEmpty();
    assertThatThrownBy(() -> new Model.Declared("binary"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHaveAvroOnlyForWhatThePeerKnows() {
    assertThat(Model.BINARY.hasAvro()).isTrue();
    assertThat(Model.OBSERVATION.hasAvro()).isFalse();
    assertThat(new Model.Declared("scoob").hasAvro()).isFalse();
  }
}
