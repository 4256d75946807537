package io.heliograph.dispatcher.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dispatcher.LocalKafka;
import io.heliograph.event.TopicSpec;
import io.heliograph.local.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** The topics of a fresh cluster are made at the start, watched and made again. */
@QuarkusTest
@WithTestResource(LocalKafka.class)
@TestProfile(TopicKeeperIT.Prefixed.class)
class TopicKeeperIT {
  @Inject TopicCatalogue catalogue;
  @Inject RequiredTopics required;
  @Inject MeterRegistry registry;

  @Test
  void shouldKnowEveryRequiredTopicWhenTheServiceIsReady() throws Exception {
    await()
        .untilAsserted(
            () ->
                assertThat(catalogue.snapshot().keySet())
                    .containsAll(required.specs().stream().map(TopicSpec::name).toList()));

    assertThat(required.specs()).allMatch(spec -> spec.name().startsWith("keeper."));
    try (Admin admin = Admin.create(kafka())) {
      for (TopicSpec spec : required.specs()) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
        Config config = admin.describeConfigs(List.of(topic)).values().get(topic).get();
        assertThat(spec.config())
            .allSatisfy((name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
        assertThat(catalogue.snapshot().get(spec.name()).partitions()).isEqualTo(spec.partitions());
      }
    }
    assertThat(registry.get("hub_topic_drift").gauge().value()).isZero();
  }

  @Test
  void shouldTellOfTheNewIdWhenATopicIsMadeAnew() throws Exception {
    await().until(() -> catalogue.snapshot().containsKey("keeper.testing.binary"));
    TopicInfo before = catalogue.snapshot().get("keeper.testing.binary");

    try (Admin admin = Admin.create(kafka())) {
      admin.deleteTopics(List.of("keeper.testing.binary")).all().get();
    }

    await()
        .untilAsserted(
            () ->
                assertThat(catalogue.snapshot())
                    .hasEntrySatisfying(
                        "keeper.testing.binary",
                        after -> assertThat(after.id()).isNotEqualTo(before.id())));
    assertThat(Set.copyOf(catalogue.snapshot().keySet()))
        .allMatch(name -> name.startsWith("keeper."));
  }

  private static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", LocalStack.shared().kafka().bootstrap());
  }

  /** Topics of its own on the shared cluster. */
  public static final class Prefixed implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("hub.topics.prefix", "keeper", "hub.topics.poll-millis", "200");
    }
  }
}
