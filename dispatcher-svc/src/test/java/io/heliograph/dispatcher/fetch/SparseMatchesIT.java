package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.dispatcher.LocalRedis;
import io.heliograph.dispatcher.fetch.Hub.Fetched;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a filter rejects is done at once and takes no room in a window: a fetch of many events at
 * one match in 50 looks at 50 times as many records without stopping.
 */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@WithTestResource(LocalRedis.class)
class SparseMatchesIT {
  private static final int MATCHES = 1_000;
  private static final int ONE_IN = 50;
  private static final String SOURCE = "watch";
  private static final String LARGE = BinaryText.stream("content", 5_000, "text/plain");

  @BeforeEach
  void ready() {
    Hub.awaitReady();
  }

  @Test
  void shouldFillTheAnswerWhenOneEventInFiftyMatches() {
    String query = Hub.subscribed("active", "r-source=" + SOURCE);
    List<String> wanted = publish();

    Fetched fetched =
        Hub.fetch("binary", "active", query + "&r-over-content-size=1000&count=1000&deadline=120");

    assertThat(fetched.hashes()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(fetched.filters())
        .containsEntry("FilterConsumerRules-reject_content_too_small", MATCHES * (ONE_IN - 1));
    assertThat(Hub.fetch("binary", "active", query + "&count=1000&deadline=0").hashes()).isEmpty();
  }

  /** In each batch the last events match, so that the last match is the last event. */
  private static List<String> publish() {
    List<String> wanted = new ArrayList<>();
    for (int batch = 0; batch < ONE_IN; batch++) {
      BinaryText[] events = new BinaryText[MATCHES];
      for (int at = 0; at < events.length; at++) {
        boolean match = at % ONE_IN == ONE_IN - 1;
        BinaryText event = BinaryText.sourced().of(SOURCE, "sourced");
        events[at] = match ? event.with(LARGE) : event;
        if (match) {
          wanted.add(event.sha256());
        }
      }
      Hub.publish(events);
    }
    return wanted;
  }
}
