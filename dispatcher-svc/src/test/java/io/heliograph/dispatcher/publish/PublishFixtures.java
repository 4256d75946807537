package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.dispatcher.topic.TopicFixtures;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;

/** Events as the pipeline prepares them, small enough to be read in an assertion. */
final class PublishFixtures {
  private static final String TOPIC = "testing.binary.data";
  private static final String STATUS_TOPIC = "azul.status";

  private PublishFixtures() {}

  static PreparedEvent event(String key) {
    return event(key, "{}");
  }

  static PreparedEvent event(String key, String json) {
    return event(key, json, TOPIC);
  }

  static PreparedEvent eventFor(String topic) {
    return event("key", "{}", topic);
  }

  static PreparedEvent status(String key) {
    PreparedEvent event = event(key);
    return new PreparedEvent(Model.STATUS, key, event.json(), event.headers(), STATUS_TOPIC);
  }

  static TopicCatalogue catalogue() {
    return TopicFixtures.catalogue(TOPIC, STATUS_TOPIC);
  }

  static EventSize size(int bytesMax) {
    return () -> bytesMax;
  }

  private static PreparedEvent event(String key, String json, String topic) {
    EventHeaders.Builder headers = new EventHeaders.Builder();
    headers.accept("model", "binary".getBytes(UTF_8));
    headers.accept("author", "feed".getBytes(UTF_8));
    return new PreparedEvent(
        Model.BINARY, key, json.getBytes(UTF_8), headers.build().orElseThrow(), topic);
  }
}
