package io.heliograph.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.live.StreamSlots.Admission;
import io.heliograph.dashboard.live.StreamSlots.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSlotsTest {
  private final List<String> closed = new ArrayList<>();

  private Admission open(StreamSlots slots, String address) {
    Admission admission = slots.open(address, () -> closed.add(address));
    if (admission instanceof Admission.Admitted(Slot slot, Slot displaced) && displaced != null) {
      assertThat(slot).isNotSameAs(displaced);
      displaced.close();
    }
    return admission;
  }

  @Test
  void shouldRefuseOneAddressAtItsLimitAndAdmitOthers() {
    StreamSlots slots = new StreamSlots(10, 4);
    for (int at = 0; at < 4; at++) {
      assertThat(open(slots, "one")).isInstanceOf(Admission.Admitted.class);
    }

    assertThat(open(slots, "one")).isInstanceOf(Admission.AddressFull.class);
    assertThat(open(slots, "two")).isInstanceOf(Admission.Admitted.class);
    assertThat(closed).isEmpty();
  }

  @Test
  void shouldTakeTheOldestOfWhoHasMostWhenAllAreTaken() {
    StreamSlots slots = new StreamSlots(6, 4);
    List.of("big", "big", "big", "big", "mid", "mid").forEach(address -> open(slots, address));

    assertThat(open(slots, "new")).isInstanceOf(Admission.Admitted.class);

    assertThat(closed).containsExactly("big");
    assertThat(slots.taken()).isEqualTo(6);
    assertThat(open(slots, "new")).as("two of three").isInstanceOf(Admission.Admitted.class);
    assertThat(open(slots, "new")).as("all have two").isInstanceOf(Admission.AllTaken.class);
  }

  @Test
  void shouldGiveASlotBackOnceWhenItIsReleasedTwiceOrDisplacedBefore() {
    StreamSlots slots = new StreamSlots(2, 2);
    Admission.Admitted first = (Admission.Admitted) open(slots, "one");
    open(slots, "one");
    open(slots, "two");
    first.slot().release();
    first.slot().release();

    assertThat(slots.taken()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldNeverHoldMoreThanItsLimits(long seed) {
    Random random = new Random(seed);
    StreamSlots slots = new StreamSlots(20, 7);
    List<Slot> held = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      if (random.nextInt(3) == 0 && !held.isEmpty()) {
        held.remove(random.nextInt(held.size())).release();
      } else if (slots.open("a" + random.nextInt(6), () -> {})
          instanceof Admission.Admitted(Slot slot, Slot displaced)) {
        held.add(slot);
        held.remove(displaced);
      }
      assertThat(slots.taken()).as("seed %d", seed).isEqualTo(held.size()).isLessThanOrEqualTo(20);
    }
  }
}
