package io.heliograph.reconciliation.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a group's paths and heads are. */
class GroupTest {
  @Test
  void shouldHaveABaseOfItsOwnUnlessItIsTheDefault() {
    assertThat(Group.DEFAULT.path()).isEmpty();
    assertThat(Group.DEFAULT.topic()).isEqualTo("/threat-intel/events/default");
    assertThat(new Group("cert-at").path()).isEqualTo("/g/cert-at");
    assertThat(new Group("cert-at").topic()).isEqualTo("/threat-intel/events/cert-at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a/b", "a b", "..", "\u00e9"})
  void shouldRefuseANameThatIsNoPathSegment(String name) {
    assertThatThrownBy(() -> new Group(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("group: ");
    assertThatThrownBy(() -> new Group("a".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Group("a".repeat(64)).name()).hasSize(64);
  }
}
