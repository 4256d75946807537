package io.heliograph.dispatcher.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of contents (contract dispatcher.md part 2 section 7, part 1 row 14). */
abstract class RangesOverHttp extends HubOverHttp {
  /** The content of the range table. */
  private static final byte[] THREE_HUNDRED = random(300, 300);

  RangesOverHttp(Backend backend, List<String> more) {
    super(backend, more);
  }

  private void assertRange(String sha256, byte[] content, int first, int last) throws Exception {
    HttpResponse<byte[]> answer = client.range("samples", sha256, "bytes=" + first + "-" + last);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes %d-%d/%d".formatted(first, last, content.length));
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=100-, 100, 299",
    "bytes=-100, 200, 299",
    "bytes=100-200, 100, 200",
    "bytes=2-2, 2, 2",
    "bytes=0-6, 0, 6",
    "bytes=0-, 0, 299",
    "bytes=250-9999, 250, 299",
    "bytes=-9999, 0, 299",
    "bytes=299-299, 299, 299"
  })
  void shouldSendTheRangeThatIsAskedFor(String range, int first, int last) throws Exception {
    String sha256 = client.stored("samples", THREE_HUNDRED);

    HttpResponse<byte[]> answer = client.range("samples", sha256, range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes %d-%d/300".formatted(first, last));
    assertThat(answer.headers().firstValue("Accept-Ranges")).isEmpty();
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(THREE_HUNDRED, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "items=0-1",
        "bytes=0-1,3-4",
        "bytes=-",
        "bytes=",
        "bytes=5",
        "bytes=a-b",
        "bytes=-1-2",
        "bytes=9-3",
        "bytes=0x1-2",
        "0-6",
        "bytes=1-2-3",
        "bytes=+1-2"
      })
  void shouldRefuseWhatIsNoSingleRange(String range) throws Exception {
    String sha256 = client.stored("samples", THREE_HUNDRED);

    HttpResponse<byte[]> answer = client.range("samples", sha256, range);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(StreamClient.json(answer).path("title").asText())
        .isEqualTo("invalid range provided");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=300-",
        "bytes=300-400",
        "bytes=-0",
        "bytes=999999999999-",
        "bytes=99999999999999999999-"
      })
  void shouldSayHowLongTheContentIsWhenARangeBeginsBeyondItsEnd(String range) throws Exception {
    String sha256 = client.stored("samples", THREE_HUNDRED);

    HttpResponse<byte[]> answer = client.range("samples", sha256, range);

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */300");
  }

  @Test
  void shouldSendRangesAtTheBordersOfWhatIsReadAndSealedTogether() throws Exception {
    int size = (3 << 20) + 5;
    byte[] content = random(size, 3);
    String sha256 = client.stored("samples", content);
    // Sealed segments hold 65,520 bytes, the first one 48 less; blocks 1 MiB of stored bytes.
    List<Integer> borders =
        new ArrayList<>(List.of(16, 65_472, 65_472 + 65_520, 1 << 20, 2 << 20, size - 1));
    borders.add(65_472 + 15 * 65_520);
    borders.add(65_472 + 31 * 65_520);

    for (int border : borders) {
      assertRange(sha256, content, border - 1, border - 1);
      assertRange(sha256, content, border, border);
      assertRange(sha256, content, border - 1, Math.min(size - 1, border + 1));
      assertRange(sha256, content, 15, border);
      assertRange(sha256, content, border, size - 1);
    }
    assertThat(client.get("samples", sha256).body()).isEqualTo(content);
  }
}
