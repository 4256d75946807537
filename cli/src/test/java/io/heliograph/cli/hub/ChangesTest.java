package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangesTest {

  @Test
  void shouldNameWhatWasAddedRemovedAndChanged() {
    var before = new TreeMap<>(Map.of("port", "1", "removed", "x", "same", "s"));
    var after = new TreeMap<>(Map.of("port", "2", "added", "y", "same", "s"));

    assertThat(Changes.between(before, after))
        .containsExactly("added unset -> y", "port 1 -> 2", "removed x -> unset");
  }

  @Test
  void shouldBeEmptyWhenNothingDiffers() {
    var traits = new TreeMap<>(Map.of("port", "1"));

    assertThat(Changes.between(traits, traits)).isEmpty();
  }
}
