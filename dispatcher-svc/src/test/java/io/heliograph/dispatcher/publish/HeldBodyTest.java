package io.heliograph.dispatcher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.NoRoomException;
import io.heliograph.kit.limit.ByteBudget;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class HeldBodyTest {
  private final ByteBudget budget = new ByteBudget(1_000_000);

  @Test
  void shouldTakeRoomForThePublishedCopyWhileTheBodyArrives() {
    HeldBody body = body(100_000);

    assertThat(body.bytes()).hasSize(100_000);
    assertThat(budget.taken()).isEqualTo(200_000);

    body.take(100_000);
    assertThat(budget.taken()).isEqualTo(200_000);

    body.take(1);
    assertThat(budget.taken()).isEqualTo(200_001);
  }

  @Test
  void shouldNotHoldWhatIsOnlyPromised() {
    HeldBody body = new HeldBody(budget);

    assertThat(body.append(Buffer.buffer("x"), 400_000)).isTrue();

    assertThat(budget.taken()).isLessThan(140_000);
  }

  @Test
  void shouldHoldNoMoreThanItsLengthWhenThatWasNotDeclared() {
    HeldBody body = new HeldBody(budget);
    assertThat(body.append(Buffer.buffer(new byte[70_000]), 400_000)).isTrue();
    assertThat(body.append(Buffer.buffer(new byte[70_000]), 400_000)).isTrue();

    body.complete();

    assertThat(body.bytes()).hasSize(140_000);
    assertThat(budget.taken()).isEqualTo(280_000);
  }

  @Test
  void shouldRefuseAChunkWhenThereIsNoRoomForItsCopy() {
    HeldBody other = body(400_000);

    assertThat(new HeldBody(budget).append(Buffer.buffer(new byte[150_000]), 150_000)).isFalse();
    assertThat(budget.taken()).isEqualTo(800_000);

    other.release();
    assertThat(new HeldBody(budget).append(Buffer.buffer(new byte[150_000]), 150_000)).isTrue();
  }

  @Test
  void shouldGiveTheBodyBackWhenItIsDroppedAndKeepWhatWasMadeOfIt() {
    HeldBody body = body(100_000);
    body.take(120_000);

    body.drop();

    assertThat(body.bytes()).isEmpty();
    assertThat(budget.taken()).isEqualTo(120_000);
  }

  @Test
  void shouldGiveAllBackOnceWhenBothSidesAreDone() {
    HeldBody body = body(100_000);

    body.settled();
    body.settled();
    assertThat(budget.taken()).isEqualTo(200_000);
    body.answered();
    assertThat(budget.taken()).isZero();

    HeldBody other = body(1_000);
    body.answered();
    body.release();
    assertThat(budget.taken()).isEqualTo(2_000);
    other.release();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void shouldSayWhetherItHelpsToComeBackWhenThereIsNoRoom() {
    HeldBody body = body(100_000);
    HeldBody other = body(300_000);

    assertThatThrownBy(() -> body.take(400_000))
        .isInstanceOfSatisfying(NoRoomException.class, no -> assertThat(no.ever()).isTrue());
    assertThatThrownBy(() -> body.take(900_001))
        .isInstanceOfSatisfying(NoRoomException.class, no -> assertThat(no.ever()).isFalse());
    other.release();
    body.take(400_000);
    assertThat(budget.taken()).isEqualTo(500_000);
  }

  private HeldBody body(int length) {
    HeldBody body = new HeldBody(budget);
    assertThat(body.append(Buffer.buffer(new byte[length]), length)).isTrue();
    body.complete();
    return body;
  }
}
