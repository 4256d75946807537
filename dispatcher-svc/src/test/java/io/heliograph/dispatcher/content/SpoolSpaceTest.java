package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpoolSpaceTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private long diskFree = 1_000;
  private final SpoolSpace space = new SpoolSpace(100, this::disk, registry);

  private void disk(long more) {
    if (more >= diskFree) {
      throw new HubException(ErrorCode.STORE_FULL, "disk content");
    }
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call, ErrorCode code) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class, told -> assertThat(told.code()).isEqualTo(code));
  }

  @Test
  void shouldGiveAnUploadHalfAndNoMore() {
    SpoolSpace.Share share = space.open(50);
    share.take(50);

    refused(() -> share.take(1), ErrorCode.TOO_LARGE)
        .hasMessageContaining("50 bytes, half of hub.content.spool-bytes-max=100");
    refused(() -> space.open(51), ErrorCode.TOO_LARGE);
    assertThat(registry.counter("hub_spool_refused_total").count()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatDoesNotFitBesideOthersUntilTheyEnd() {
    SpoolSpace.Share first = space.open(0);
    SpoolSpace.Share second = space.open(0);
    SpoolSpace.Share third = space.open(0);
    first.take(50);
    second.take(40);

    refused(() -> third.take(11), ErrorCode.OVERLOADED)
        .hasMessageContaining("hub.content.spool-bytes-max=100");
    refused(() -> space.open(11), ErrorCode.OVERLOADED);
    assertThat(registry.get("hub_spool_bytes").gauge().value()).isEqualTo(90);

    first.close();
    assertThatCode(() -> third.take(11)).doesNotThrowAnyException();
    assertThat(registry.get("hub_spool_bytes").gauge().value()).isEqualTo(51);
  }

  @Test
  void shouldEndWhatIsUnderWayWhenTheDiskGetsShort() {
    SpoolSpace.Share share = space.open(10);
    share.take(10);
    diskFree = 0;

    refused(() -> share.take(1), ErrorCode.STORE_FULL);
    refused(() -> space.open(0), ErrorCode.STORE_FULL);
  }

  @Test
  void shouldRefuseBeforeTheFirstByteWhatTheDiskCannotTake() {
    diskFree = 30;

    refused(() -> space.open(30), ErrorCode.STORE_FULL);
    assertThatCode(() -> space.open(29)).doesNotThrowAnyException();
  }
}
