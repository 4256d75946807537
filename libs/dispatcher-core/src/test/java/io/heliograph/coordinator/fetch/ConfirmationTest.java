package io.heliograph.coordinator.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Only who was answered confirms a batch (contract dispatcher.md part 1 row 33). */
class ConfirmationTest {
  private final TestFetches test = new TestFetches(1_000_000);

  @AfterEach
  void stop() {
    test.close();
  }

  private String answered(String name, int events) throws Exception {
    FetchedBatch batch = test.fetchToConfirm(name, "");
    assertThat(batch.events()).hasSize(events);
    batch.answered();
    return batch.confirmation();
  }

  private long open() throws Exception {
    return test.load().leases();
  }

  @Test
  void shouldConfirmWhatItsOwnSubscriptionWasAnswered() throws Exception {
    test.produce("{}", "{}");
    String name = answered("reader", 2);
    assertThat(open()).isEqualTo(1);

    test.fetchToConfirm("reader", name).answered();

    assertThat(open()).isZero();
  }

  @Test
  void shouldIgnoreNamesThatWereNotItsAnswer() throws Exception {
    test.produce("{}", "{}");
    String name = answered("reader", 2);
    String other = answered("other", 2);
    String[] parts = name.split("-");
    String[] otherParts = other.split("-");
    List<String> foreign =
        List.of(
            other,
            parts[0] + '-' + parts[1],
            parts[0] + '-' + parts[1] + '-',
            parts[0] + '-' + parts[1] + "-" + "0".repeat(32),
            parts[0] + '-' + parts[1] + '-' + otherParts[2],
            parts[0] + '-' + otherParts[1] + '-' + parts[2],
            "-",
            "--",
            "x-y-z");
    for (String wrong : foreign) {
      test.fetchToConfirm("reader", wrong).answered();
      assertThat(open()).as(wrong).isEqualTo(2);
    }

    test.fetchToConfirm("other", name).answered();
    assertThat(open()).isEqualTo(2);
    test.fetchToConfirm("other", other).answered();
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void shouldNotConfirmTasksThatAreBeingWritten() throws Exception {
    test.produce("{}");
    String name = answered("reader", 1);
    FetchedBatch tasks = TestFetches.await(test.fetch("plugin", true, 10, 0));
    assertThat(tasks.events()).hasSize(1);
    String[] parts = name.split("-");
    String guess = parts[0] + '-' + (Long.parseLong(parts[1]) + 1) + '-' + parts[2];

    test.fetchToConfirm("reader", guess).answered();
    tasks.failed();

    assertThat(test.read("plugin", true, 10)).hasSize(1);
  }
}
