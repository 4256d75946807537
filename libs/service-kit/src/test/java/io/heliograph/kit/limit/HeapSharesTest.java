package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.limit.HeapShares.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not set is a share of the heap; what is set has to fit. */
class HeapSharesTest {
  private static final long HEAP = 512L << 20;

  @Test
  void shouldTakeTheShareOnlyWhereNothingIsSet() {
    assertThat(HeapShares.of(0, HEAP, 2)).isEqualTo(64L << 20);
    assertThat(HeapShares.of(5, HEAP, 2)).isEqualTo(5);
  }

  @Test
  void shouldNameEveryPartWhenTheyExceedTheHeapTogether() {
    List<Part> parts =
        List.of(new Part("hub.a-bytes", 300L << 20), new Part("hub.b-bytes", 200L << 20));

    assertThat(HeapShares.excess(HEAP, parts))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("512 MiB", "hub.a-bytes (300 MiB)", "hub.b-bytes (200 MiB)"));
    assertThat(HeapShares.excess(HEAP, parts.subList(0, 1))).isEmpty();
  }

  @Test
  void shouldExceedTheHeapWhenAPartIsBeyondAllNumbers() {
    assertThat(
            HeapShares.excess(
                HEAP, List.of(new Part("a", Long.MAX_VALUE), new Part("b", Long.MAX_VALUE))))
        .isPresent();
  }
}
