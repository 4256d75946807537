package io.heliograph.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private final LiveStream stream = new LiveStream("one", 3, 1_000);
  private final List<LiveStream.Event> heard = new ArrayList<>();

  private List<String> between(String lastId, long number) {
    return stream.between(lastId, number).stream().map(LiveStream.Event::text).toList();
  }

  @Test
  void shouldGiveWhatWasMissedWhenAPageComesBack() {
    var unused = stream.listen(heard::add);
    stream.publish("a");
    String seen = heard.getLast().id();
    stream.publish("b");
    stream.publish("c");

    assertThat(between(seen, 3)).containsExactly("b", "c");
    assertThat(between(seen, 2)).containsExactly("b");
  }

  @Test
  void shouldGiveOnlyWhatComesWhenTheIdIsOfAnotherProcess() {
    stream.publish("a");

    long last = stream.listen(heard::add);
    stream.publish("b");

    assertThat(last).isEqualTo(1);
    assertThat(between("other-1", last)).isEmpty();
    assertThat(heard).map(LiveStream.Event::text).containsExactly("b");
  }

  @Test
  void shouldKeepNoMoreThanItsBoundWhenNobodyListens() {
    for (String text : List.of("a", "b", "c", "d", "e")) {
      stream.publish(text);
    }

    assertThat(between("one-2", 5)).as("forgotten").isEmpty();
    assertThat(between("one-3", 5)).containsExactly("d", "e");
  }

  @Test
  void shouldKeepNoMoreCharactersThanItsBoundWhenEventsAreLong() {
    LiveStream small = new LiveStream("one", 1_000, 10);

    small.publish("12345678");
    small.publish("abcd");
    small.publish("ef");

    assertThat(small.between("one-1", 3)).as("the first was forgotten").isEmpty();
    assertThat(small.between("one-2", 3)).map(LiveStream.Event::text).containsExactly("ef");
    small.publish("longer than all that is kept");
    assertThat(small.between("one-3", 4)).isEmpty();
  }
}
