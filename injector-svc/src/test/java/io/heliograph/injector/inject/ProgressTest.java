package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String TOPIC = "topic-id";

  @Property
  void shouldReadBackWhatItCommits(
      @ForAll @LongRange(min = 0) long next,
      @ForAll @LongRange(min = 0, max = 1L << 40) long doneTo,
      @ForAll @LongRange(min = 1L << 41) long until,
      @ForAll @LongRange(min = -1) long cursor) {
    Progress plain = new Progress(next, doneTo, Optional.empty());
    Progress looking =
        new Progress(next, doneTo, Optional.of(new Progress.LookBack(until, next, cursor)));

    assertThat(Progress.of(plain.committed(3, TOPIC), Long.MAX_VALUE, TOPIC)).isEqualTo(plain);
    assertThat(Progress.of(looking.committed(3, TOPIC), Long.MAX_VALUE, TOPIC)).isEqualTo(looking);
  }

  @Test
  void shouldCountAllInsertsAsDoneWhenTheMetadataSaysNothing() {
    assertThat(Progress.of(new OffsetAndMetadata(7, "set by hand"), 5, TOPIC))
        .isEqualTo(new Progress(7, 5, Optional.empty()));
    assertThat(Progress.of(new OffsetAndMetadata(7, "1 0 x"), 5, TOPIC))
        .isEqualTo(new Progress(7, 5, Optional.empty()));
  }

  @Test
  void shouldNotWaitForInsertsThatAreGoneWhenTheirTopicWasMadeAnew() {
    OffsetAndMetadata committed =
        new Progress(7, 900, Optional.empty()).lookingBack(950).committed(0, TOPIC);

    assertThat(Progress.of(committed, 5, TOPIC)).isEqualTo(new Progress(7, 5, Optional.empty()));
  }

  @Test
  void shouldEndTheLookBackWhenTheBorderIsReached() {
    Progress looking = new Progress(100, 3, Optional.empty()).lookingBack(8);

    assertThat(looking.scanned(60).lookBack()).contains(new Progress.LookBack(8, 100, 60));
    assertThat(looking.scanned(60).at(130).scanned(100))
        .isEqualTo(new Progress(130, 8, Optional.empty()));
  }

  @Test
  void shouldHaveNothingToLookForWhenWhatCameSinceIsGone() {
    OffsetAndMetadata committed =
        new Progress(7, 5, Optional.empty()).lookingBack(950).committed(0, TOPIC);

    assertThat(Progress.of(committed, 5, TOPIC)).isEqualTo(new Progress(7, 5, Optional.empty()));
  }

  @Test
  void shouldApplyAllInsertsAgainWhenTheirTopicIsAnotherOne() {
    OffsetAndMetadata committed =
        new Progress(7, 900, Optional.empty()).lookingBack(950).committed(0, "another-id");

    assertThat(Progress.of(committed, 1_000, TOPIC))
        .isEqualTo(new Progress(7, 0, Optional.empty()));
    assertThat(Progress.of(committed, 1_000, "another-id").doneTo()).isEqualTo(900);
  }

  @Test
  void shouldReadWhatEarlierVersionsCommitted() {
    Progress looking = new Progress(7, 900, Optional.of(new Progress.LookBack(950, 6, 3)));

    assertThat(Progress.of(new OffsetAndMetadata(7, "1 0 900"), 1_000, TOPIC))
        .isEqualTo(new Progress(7, 900, Optional.empty()));
    assertThat(Progress.of(new OffsetAndMetadata(7, "1 0 900 950 6 3"), 1_000, TOPIC))
        .isEqualTo(looking);
  }
}
