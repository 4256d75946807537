package io.heliograph.coordinator.state;

import static io.heliograph.coordinator.state.TestPartitions.OTHER;
import static io.heliograph.coordinator.state.TestPartitions.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.PartitionId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is ours, and as which member. */
class TakingsTest {
  private final Takings takings = new Takings();

  private record Member(String memberId, Set<PartitionId> assigned) implements GroupMember {}

  @Test
  void shouldBeAnotherTakingWhenAPartitionComesBack() {
    Taking first = takings.begin(PARTITION);
    Taking other = takings.begin(OTHER);

    takings.end(PARTITION);
    Taking second = takings.begin(PARTITION);

    assertThat(takings.lasts(PARTITION, first.number())).isFalse();
    assertThat(takings.lasts(PARTITION, second.number())).isTrue();
    assertThat(takings.of(OTHER)).isEqualTo(other);
  }

  @Test
  void shouldStandForNothingUntilItIsAnotherMemberWhenItsWriterWasFenced() {
    takings.membership(new Member("first", Set.of(PARTITION)));
    assertThat(takings.standing()).isNotNull();

    takings.fenced();
    takings.membership(new Member("first", Set.of(PARTITION, OTHER)));
    assertThat(takings.standing()).isNull();
    Member second = new Member("second", Set.of(PARTITION));
    takings.membership(second);

    assertThat(takings.standing()).isEqualTo(second);
  }

  @Test
  void shouldKeepTheNextMembershipWhenTheFormerOneIsFencedLate() {
    takings.membership(new Member("first", Set.of(PARTITION)));
    assertThat(takings.standing()).isNotNull();
    Member second = new Member("second", Set.of(PARTITION));
    takings.membership(second);

    takings.fenced();

    assertThat(takings.standing()).isEqualTo(second);
  }
}
