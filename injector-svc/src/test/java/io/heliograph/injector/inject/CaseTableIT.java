package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.injector.EventJson;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of contract dispatcher.md part 2 section 5, over HTTP, and what is ours beyond them. */
class CaseTableIT {
  @TempDir private static Path folder;

  private static LocalStack stack;
  private static ServiceProcess dispatcher;
  private static ServiceProcess injector;
  private static ChildReader reader;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(LocalStack.options().kafka());
    dispatcher = Hubs.dispatcher(stack, folder).start();
    injector =
        Hubs.injector(stack, folder, 0).with("hub.copies.dispatcher=" + dispatcher.url()).start();
    dispatcher.awaitReady();
    injector.awaitReady();
    reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
  }

  @AfterAll
  static void stop() {
    reader.close();
    injector.close();
    dispatcher.close();
    stack.close();
  }

  private static List<ChildReader.Child> childrenBy(String... sha256s) {
    return ChildReader.of(reader.all(), java.util.Set.of(sha256s));
  }

  private static void awaitInserts(int atLeast) {
    Awaitility.await("inserts are known")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(injector.get("/api/v1/inserts").body()).contains("\"total\":" + atLeast));
  }

  @Test
  void shouldInjectOneChildWhenTheParentHasAnInsert() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    Hubs.publish(dispatcher, "insert", List.of(EventJson.insert(parent, child)));
    awaitInserts(1);

    Hubs.publish(dispatcher, "binary", List.of(EventJson.sourced(parent)));

    Awaitility.await("the child")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(childrenBy(child)).hasSize(1));
  }
}
