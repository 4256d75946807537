package io.heliograph.coordinator.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.codec.MalformedRecordException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocatorTest {
  private static final Locator PLAIN =
      new Locator(
          "words-1-binary-allsrc-alltype-ELH",
          1_764_000_000_000L,
          new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L),
          3,
          77,
          0,
          2,
          LeaseProof.NONE);
  private static final Locator SECRET =
      PLAIN.with(new LeaseProof.Secret(new UUID(0x1122334455667788L, 0x99aabbccddeeff00L)));

  /** As releases before 0.4 wrote it. */
  private static final String PLAIN_TEXT =
      "AkJ3b3Jkcy0xLWJpbmFyeS1hbGxzcmMtYWxsdHlwZS1FTEiAoL_p1mYBAgMEBQYHCAkKCwwNDg8QBpoBAAQ";

  private static final String SECRET_TEXT =
      "A0J3b3Jkcy0xLWJpbmFyeS1hbGxzcmMtYWxsdHlwZS1FTEiAoL_p1mYBAgMEBQYHCAkKCwwNDg8QBpoBAAQRIjNEVWZ3iJmqu8zd7v8A";

  private static final String STORED_TEXT =
      "BEJ3b3Jkcy0xLWJpbmFyeS1hbGxzcmMtYWxsdHlwZS1FTEiAoL_p1mYBAgMEBQYHCAkKCwwNDg8QBpoBAASCmI8T-3hmf6c_PjlAuDrx";

  @Test
  void shouldKeepItsBytes() throws Exception {
    assertThat(PLAIN.toText()).isEqualTo(PLAIN_TEXT);
    assertThat(SECRET.toText()).isEqualTo(SECRET_TEXT);
    assertThat(SECRET.stored().toText()).isEqualTo(STORED_TEXT);
    assertThat(Locator.parse(PLAIN_TEXT)).isEqualTo(PLAIN);
    assertThat(Locator.parse(SECRET_TEXT)).isEqualTo(SECRET);
    assertThat(Locator.parse(STORED_TEXT)).isEqualTo(SECRET.stored());
  }

  @Test
  void shouldStoreOnlyWhatTheLeaseCompares() {
    String sent = SECRET.dequeued("k1", "words.x", "1.2", 9);

    String stored = Locator.storedDequeued(sent);

    assertThat(stored).isEqualTo("k1.words.x.1.2." + STORED_TEXT + ".9");
    assertThat(SECRET.stored().digest()).isEqualTo(SECRET.digest());
  }

  @Test
  void shouldProveNothingWithWhatWasStored() throws Exception {
    String stored = SECRET.stored().dequeued("k1", "words", "1", 9);

    String storedAgain = Locator.storedDequeued(stored);

    assertThat(storedAgain).isNotEqualTo(stored);
    assertThat(Locator.ofDequeued(storedAgain).digest()).isNotEqualTo(SECRET.digest());
  }

  @Test
  void shouldProveOnlyTheDeliveryThatItNames() throws Exception {
    Locator later =
        new Locator(
            PLAIN.pluginKey(),
            PLAIN.epoch(),
            PLAIN.topicId(),
            PLAIN.partition(),
            PLAIN.offset(),
            PLAIN.lane(),
            PLAIN.attempt() + 1,
            SECRET.proof());

    assertThat(later.digest()).isNotEqualTo(SECRET.digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "a.b.c.d", "k.words.1." + PLAIN_TEXT + ".9", "k.w.1.!!.9", "..."})
  void shouldLeaveATextAloneWithoutAProofOfOurs(String dequeued) {
    assertThat(Locator.storedDequeued(dequeued)).isEqualTo(dequeued);
  }

  @Test
  void shouldRefuseAProofThatIsCutOff() {
    String cut = SECRET_TEXT.substring(0, SECRET_TEXT.length() - 4);

    assertThatThrownBy(() -> Locator.parse(cut)).isInstanceOf(MalformedRecordException.class);
    assertThatThrownBy(() -> Locator.parse("A" + PLAIN_TEXT.substring(1) + "AAAA"))
        .isInstanceOf(MalformedRecordException.class);
  }
}
