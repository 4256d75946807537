package io.heliograph.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.EventHeaders.StreamLabel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventHeadersTest {
  private static final EventHeaders FULL =
      new EventHeaders(
          Model.STATUS,
          6,
          "feeds",
          "extracted",
          "Words",
          "aa11",
          3,
          0,
          List.of(new StreamLabel("content", "text/plain"), new StreamLabel("text", "")),
          "OFFICIAL",
          "2026-11-21T00:00:01Z",
          "2026-11-21T00:00:00Z",
          "loader",
          "completed",
          "k1.Words.3.x.1",
          2,
          "sub",
          "t/0/5",
          "p",
          "00-1-2-01",
          "3");

  private static EventHeaders parsed(EventHeaders headers) {
    EventHeaders.Builder builder = new EventHeaders.Builder();
    headers.forEach(builder::accept);
    return builder.build().orElseThrow();
  }

  @Test
  void shouldReadWhatItWroteWhenEverythingIsSet() {
    List<String> names = new ArrayList<>();
    FULL.forEach((name, value) -> names.add(name));

    assertThat(names).hasSize(21).doesNotHaveDuplicates();
    assertThat(parsed(FULL)).isEqualTo(FULL);
  }

  @Test
  void shouldWriteOnlyTheModelAndVersionWhenNothingElseIsSet() {
    EventHeaders.Builder builder = new EventHeaders.Builder();
    builder.accept(Headers.MODEL, "plugin".getBytes(UTF_8));
    EventHeaders headers = builder.build().orElseThrow();
    List<String> names = new ArrayList<>();
    headers.forEach((name, value) -> names.add(name));

    assertThat(names).containsExactly("model", "version");
    assertThat(headers.contentSize()).isEqualTo(-1);
    assertThat(parsed(headers)).isEqualTo(headers);
  }

  @Test
  void shouldNotLetAFormatLookLikeAnotherStream() {
    List<StreamLabel> streams =
        List.of(new StreamLabel("pcap", "x,content=y%2C"), new StreamLabel("a=b,c", "%"));
    EventHeaders headers =
        new EventHeaders(
            Model.BINARY,
            6,
            "",
            "",
            "",
            "",
            0,
            -1,
            streams,
            "",
            "",
            "",
            "",
            "",
            "",
            0,
            "",
            "",
            "",
            "",
            "");

    assertThat(parsed(headers).streams()).isEqualTo(streams);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "99999999999999999999", "1.5"})
  void shouldIgnoreANumberWhenItIsNone(String text) {
    EventHeaders.Builder builder = new EventHeaders.Builder();
    builder.accept(Headers.MODEL, "binary".getBytes(UTF_8));
    builder.accept(Headers.CONTENT_SIZE, text.getBytes(UTF_8));

    assertThat(builder.build().orElseThrow().contentSize()).isEqualTo(-1);
  }

  @Test
  void shouldBeEmptyWhenNoHeaderNamesAModel() {
    EventHeaders.Builder builder = new EventHeaders.Builder();
    builder.accept(Headers.AUTHOR, "x".getBytes(UTF_8));
    builder.accept("unknown", new byte[] {1});

    assertThat(builder.build()).isEmpty();
    builder.accept(Headers.MODEL, "no.model".getBytes(UTF_8));
    assertThat(builder.build()).isEmpty();
  }

  @Test
  void shouldGiveTheSameTextObjectWhenTheSameBytesComeAgain() {
    assertThat(parsed(FULL).source()).isSameAs(parsed(FULL).source());
  }

  @Test
  void shouldNameTheSubscriptionWhenRetried() {
    EventHeaders retry = FULL.retry(3, "other", "here/1/2");

    assertThat(retry.retryAttempt()).isEqualTo(3);
    assertThat(retry.retryFor()).isEqualTo("other");
    assertThat(retry.retryOrigin()).isEqualTo("here/1/2");
    assertThat(retry.entityId()).isEqualTo("aa11");
  }
}
