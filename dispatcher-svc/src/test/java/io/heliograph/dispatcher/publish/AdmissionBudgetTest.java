package io.heliograph.dispatcher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionBudgetTest {
  @Test
  void shouldBeAPartOfTheHeapWhenNothingIsSet() {
    assertThat(AdmissionBudget.bytesMax(0, 512 << 20)).isEqualTo(192 << 20);
    assertThat(AdmissionBudget.bytesMax(1000, 512 << 20)).isEqualTo(1000);
  }
}
