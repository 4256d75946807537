package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.reference.MetricCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody answers where the dispatcher should be: children are injected without their contents. */
@Tag("processes")
class DispatcherAwayIT {
  private static final int EVENTS = 50;

  @TempDir private Path folder;

  @Test
  void shouldInjectAndCountWhenContentsCannotBeCopied() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), ExactlyOnceIT.SOURCES);
    String nobody = "hub.copies.dispatcher=http://127.0.0.1:" + ServiceProcess.freePort();
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        Publisher publisher =
            new Publisher(stack.kafka().bootstrap(), ExactlyOnceIT.SOURCES).makeTopics();
        ChildReader reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
        ServiceProcess injector =
            Hubs.injector(stack, folder, 0).with(nobody).with("hub.sources.file=" + sources)) {
      Set<String> children = new HashSet<>();
      for (int i = 0; i < EVENTS; i++) {
        String parent = EventJson.sha256();
        String child = EventJson.sha256();
        children.add(child);
        publisher
            .send(
                Model.INSERT,
                EventJson.insert(parent, child, "extracted", "incidents", "elsewhere"))
            .get();
        publisher.send(Model.BINARY, EventJson.binary(parent)).get();
      }

      injector.start().awaitReady();

      Awaitility.await("all children, see " + injector.log())
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(reader.all())
                      .extracting(ChildReader.Child::sha256)
                      .containsExactlyInAnyOrderElementsOf(children));
      String metrics = injector.managed("/metrics").body();
      assertThat(metrics).contains("injector_copies_total{outcome=\"failed\"} " + EVENTS + ".0");
      MetricCatalogue.hold("injector-svc", "Injector", getClass(), metrics);
      assertThat(injector.managed("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(injector.managed("/q/health/ready").body())
          .contains("degraded", "the dispatcher does not answer");
    }
  }
}
