package io.heliograph.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private final LiveStream stream = new LiveStream("one", 3);
  private final List<LiveStream.Event> heard = new ArrayList<>();

  @Test
  void shouldGiveWhatWasMissedWhenAPageComesBack() {
    stream.listen("", heard::add);
    stream.publish("a");
    String seen = heard.getLast().id();
    stream.publish("b");
    stream.publish("c");
    heard.clear();

    stream.listen(seen, heard::add);

    assertThat(heard).map(LiveStream.Event::text).containsExactly("b", "c");
  }

  @Test
  void shouldGiveOnlyWhatComesWhenTheIdIsOfAnotherProcess() {
    stream.publish("a");

    stream.listen("other-1", heard::add);
    stream.publish("b");

    assertThat(heard).map(LiveStream.Event::text).containsExactly("b");
  }

  @Test
  void shouldKeepNoMoreThanItsBoundWhenNobodyListens() {
    for (String text : List.of("a", "b", "c", "d", "e")) {
      stream.publish(text);
    }

    stream.listen("one-2", heard::add);
    assertThat(heard).as("forgotten").isEmpty();

    stream.listen("one-3", heard::add);
    assertThat(heard).map(LiveStream.Event::text).containsExactly("d", "e");
  }
}
