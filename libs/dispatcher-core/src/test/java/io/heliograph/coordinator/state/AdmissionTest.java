package io.heliograph.coordinator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A refusal costs nothing, however many subscriptions there are. */
class AdmissionTest {
  private static final long IDLE = 600_000;
  private static final int MAX = 20;

  /** Counts how often somebody goes through all of them. */
  private static final class Counted extends HashMap<String, Subscription> {
    private static final long serialVersionUID = 1;
    private int walks;

    @Override
    public Set<Map.Entry<String, Subscription>> entrySet() {
      walks++;
      return super.entrySet();
    }
  }

  private final LastUses uses = new LastUses();
  private final Admission admission = new Admission(new SubscriptionLimits(MAX, 3, IDLE), uses);
  private final Counted known = new Counted();

  private void know(String name, long createdMillis) {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name, "1", Model.BINARY, List.of(), List.of(), EnumSet.of(Queue.LIVE), true, false);
    known.put(spec.pluginKey(), new Subscription(spec, 1, createdMillis, Map.of(), false));
  }

  private String admit(long nowMillis) {
    return admission.admit("new", known, Set.of(), nowMillis);
  }

  private void refused(long nowMillis) {
    assertThatThrownBy(() -> admit(nowMillis))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("hub.subscriptions.max");
  }

  @Test
  void shouldLookAtTheSubscriptionsOnceWhenThousandsAreRefused() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000 + i);
    }
    for (int i = 0; i < 5_000; i++) {
      refused(2_000 + i);
    }

    assertThat(known.walks).isEqualTo(1);
    assertThat(admission.refusedCount()).isEqualTo(5_000);
    assertThat(admit(1_000 + IDLE)).startsWith("name0-");
  }

  @Test
  void shouldAdmitAgainWhenASubscriptionEnds() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    refused(2_000);
    known.remove(known.keySet().iterator().next());
    admission.oneWent();

    assertThat(admit(2_001)).isNull();
  }

  @Test
  void shouldLetNothingGiveWayThatWasFetchedAgainBeforeThisProcessBegan() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    known.keySet().forEach(key -> uses.learned(key, 1_500));
    refused(2_000 + 100 * IDLE);

    String other = known.keySet().iterator().next();
    uses.forget(other);
    admission.oneWent();

    assertThat(admit(2_000 + 100 * IDLE)).isEqualTo(other);
  }

  @Test
  void shouldRefuseForEverWhileAllStay() {
    for (int i = 0; i < MAX; i++) {
      know("name" + i, 1_000);
    }
    known.keySet().forEach(key -> uses.used(key, 1_500));

    refused(2_000);
    refused(2_000 + 100 * IDLE);

    assertThat(known.walks).isEqualTo(1);
  }
}
