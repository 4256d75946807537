package io.heliograph.dispatcher.topic;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** A catalogue as it is after a look at a cluster. */
public final class TopicFixtures {
  private TopicFixtures() {}

  /** A catalogue of one-partition topics. */
  public static TopicCatalogue catalogue(String... names) {
    TopicCatalogue catalogue = new TopicCatalogue();
    Map<String, TopicInfo> topics =
        Stream.of(names)
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> new TopicInfo(name, Uuid.randomUuid(), 1)));
    catalogue.replace(topics);
    return catalogue;
  }
}
