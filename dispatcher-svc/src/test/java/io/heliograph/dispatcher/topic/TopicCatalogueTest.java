package io.heliograph.dispatcher.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  private static final Map<String, TopicInfo> ONE =
      Map.of("a", new TopicInfo("a", new Uuid(1, 1), 1));

  private final TopicCatalogue catalogue = new TopicCatalogue();
  private final List<Map<String, TopicInfo>> seen = new ArrayList<>();

  @Test
  void shouldTellListenersWhenATopicIsMadeAnew() {
    Map<String, TopicInfo> madeAnew = Map.of("a", new TopicInfo("a", new Uuid(2, 2), 1));
    catalogue.onChange(seen::add);

    catalogue.replace(ONE);
    catalogue.replace(Map.copyOf(ONE));
    catalogue.replace(madeAnew);

    assertThat(seen).containsExactly(ONE, madeAnew);
    assertThat(catalogue.snapshot()).isEqualTo(madeAnew);
  }

  @Test
  void shouldTellAtOnceWhenTopicsAreKnownAlready() {
    catalogue.replace(ONE);

    catalogue.onChange(seen::add);

    assertThat(seen).containsExactly(ONE);
  }
}
