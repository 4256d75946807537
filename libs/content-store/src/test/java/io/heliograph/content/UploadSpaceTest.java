package io.heliograph.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.content.ContentException.Reason;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UploadSpaceTest {
  private long diskFree = 1_000;
  private final UploadSpace space = new UploadSpace(100, this::disk);

  private void disk(long more) {
    if (more >= diskFree) {
      throw new ContentException(Reason.FULL, "disk content");
    }
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call, Reason reason) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ContentException.class, told -> assertThat(told.reason()).isEqualTo(reason));
  }

  @Test
  void shouldGiveAnUploadHalfAndNoMore() {
    UploadSpace.Share share = space.open(50);
    share.take(50);

    refused(() -> share.take(1), Reason.TOO_LARGE)
        .hasMessageContaining("50 bytes, half of hub.content.spool-bytes-max=100");
    refused(() -> space.open(51), Reason.TOO_LARGE);
    assertThat(space.refused()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatDoesNotFitBesideOthersUntilTheyEnd() {
    UploadSpace.Share first = space.open(0);
    UploadSpace.Share second = space.open(0);
    UploadSpace.Share third = space.open(0);
    first.take(50);
    second.take(40);

    refused(() -> third.take(11), Reason.BUSY)
        .hasMessageContaining("hub.content.spool-bytes-max=100");
    refused(() -> space.open(11), Reason.BUSY);
    assertThat(space.takenBytes()).isEqualTo(90);

    first.close();
    assertThatCode(() -> third.take(11)).doesNotThrowAnyException();
    assertThat(space.takenBytes()).isEqualTo(51);
  }

  @Test
  void shouldEndWhatIsUnderWayWhenTheDiskGetsShort() {
    UploadSpace.Share share = space.open(10);
    share.take(10);
    diskFree = 0;

    refused(() -> share.take(1), Reason.FULL);
    refused(() -> space.open(0), Reason.FULL);
  }

  @Test
  void shouldRefuseBeforeTheFirstByteWhatTheDiskCannotTake() {
    diskFree = 30;

    refused(() -> space.open(30), Reason.FULL);
    assertThatCode(() -> space.open(29)).doesNotThrowAnyException();
  }
}
