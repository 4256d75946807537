package io.heliograph.dispatcher.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import io.heliograph.event.publish.Tracking;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At the limit no deletion is accepted, and none that was accepted is forgotten. */
class DeletionsTest {
  private final Purge purge = new Purge(() -> 3);
  private final Deletions deletions = purge.deletions();
  private final DeletionGate gate = new DeletionGate(purge);

  @Test
  void shouldRefuseDeletionsAtTheLimitAndOtherEventsNever() {
    deletions.put("r1", ids("a", "b"));
    assertThatCode(() -> gate.pass(Model.DELETE)).doesNotThrowAnyException();

    deletions.put("r2", ids("c"));

    assertThatThrownBy(() -> gate.pass(Model.DELETE))
        .isInstanceOfSatisfying(
            HubException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(refusal.retryAfterSeconds()).isPositive();
              assertThat(refusal.detail()).contains("hub.deletions.max=3");
            });
    assertThatCode(() -> gate.pass(Model.BINARY)).doesNotThrowAnyException();
  }

  @Test
  void shouldApplyWhatWasAcceptedWhateverTheLimit() {
    deletions.put("r1", ids("a", "b", "c"));

    deletions.put("r2", ids("d"));
    deletions.put("r1", ids("a", "b", "c", "e"));

    assertThat(List.of("a", "b", "c", "d", "e")).allMatch(this::isPurged);
    assertThat(isPurged("f")).isFalse();
  }

  @Test
  void shouldAcceptDeletionsAgainWhenSomeWereTakenBack() {
    deletions.put("r1", ids("a", "b", "c"));

    deletions.remove("r1");

    assertThatCode(() -> gate.pass(Model.DELETE)).doesNotThrowAnyException();
    assertThat(isPurged("a")).isFalse();
  }

  private boolean isPurged(String key) {
    EventHeaders.Builder headers = new EventHeaders.Builder();
    headers.accept(Headers.MODEL, "binary".getBytes(StandardCharsets.UTF_8));
    return deletions.purged(
        headers.build().orElseThrow(), key, new Tracking("", List.of(), List.of()));
  }

  private static Deletion ids(String... ids) {
    return new Deletion(Deletion.Action.IDS, List.of(ids), "", null);
  }
}
