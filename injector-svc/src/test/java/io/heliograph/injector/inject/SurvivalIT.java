package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not stop the injector: a bomb of inserts, inserts that are made anew, kills. */
@Tag("processes")
class SurvivalIT {
  private static final Duration WAIT = Duration.ofSeconds(45);
  private static final int PER_ROOT = 300;

  /** What an operator waits for at most; the group's rebalance timeout was five minutes. */
  private static final long READY_SECONDS = 40;

  @TempDir private static Path folder;

  private static LocalStack stack;
  private static Publisher publisher;
  private static ChildReader reader;
  private static ServiceProcess injector;

  @BeforeAll
  static void start() throws Exception {
    Path sources = Files.writeString(folder.resolve("sources.yaml"), ExactlyOnceIT.SOURCES);
    stack = LocalStack.start(LocalStack.options().kafka());
    publisher = new Publisher(stack.kafka().bootstrap(), ExactlyOnceIT.SOURCES).makeTopics();
    reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
    injector =
        Hubs.injector(stack, folder, 0)
            .with("hub.sources.file=" + sources)
            .with("hub.injection.per-root-max=" + PER_ROOT)
            .start()
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    injector.close();
    reader.close();
    publisher.close();
    stack.close();
  }

  private static String by(int author, String parent, String child) {
    return EventJson.insert(parent, child).replace("\"manual\"", "\"H" + author + "\"");
  }

  /** Three levels of ten inserts: 1,110 children. The file that it begins with, and a last one. */
  private static List<String> bomb() throws Exception {
    List<String> files = new ArrayList<>();
    for (int level = 0; level <= 3; level++) {
      files.add(EventJson.sha256());
    }
    for (int level = 0; level < 3; level++) {
      for (int author = 0; author < 10; author++) {
        publisher.send(Model.INSERT, by(author, files.get(level), files.get(level + 1))).get();
      }
    }
    awaitKnown(files.get(2), 10);
    return files;
  }

  private static void awaitKnown(String parent, int count) {
    Awaitility.await("the inserts are known")
        .atMost(WAIT)
        .untilAsserted(
            () ->
                assertThat(injector.get("/api/v1/inserts?parent=" + parent).body().split(parent))
                    .hasSize(count + 1));
  }

  private static void awaitChild(String child, int count) {
    Awaitility.await("children, see " + injector.log())
        .atMost(WAIT)
        .untilAsserted(
            () -> assertThat(ChildReader.of(reader.all(), Set.of(child))).hasSize(count));
  }

  private static long ofBomb(List<String> files) {
    return ChildReader.of(reader.all(), Set.copyOf(files)).size();
  }

  @Test
  void shouldEndABombAtTheBoundOfItsRootAlsoWhenTheInjectorIsKilledMeanwhile() throws Exception {
    List<String> files = bomb();
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    publisher.send(Model.INSERT, EventJson.insert(parent, child)).get();
    awaitKnown(parent, 1);

    publisher.send(Model.BINARY, EventJson.binary(files.getFirst())).get();
    Awaitility.await("it goes off").atMost(WAIT).until(() -> ofBomb(files) >= 10);
    injector.kill();
    injector.start().awaitReady();
    publisher.send(Model.BINARY, EventJson.binary(parent)).get();
    awaitChild(child, 1);

    Awaitility.await("the bound, see " + injector.log())
        .atMost(WAIT)
        .untilAsserted(() -> assertThat(ofBomb(files)).isEqualTo(PER_ROOT));
    String key = Md5.hex(files.get(2) + '.' + files.get(3) + ".H9");
    Awaitility.await("it is told")
        .atMost(WAIT)
        .untilAsserted(
            () ->
                assertThat(injector.get("/api/v1/inserts/" + key + "/explain?limit=500").body())
                    .contains("\"outcome\":\"root-full\"", "hub.injection.per-root-max"));
    assertThat(injector.get("/api/v1/inserts/rejected?limit=5").body())
        .contains("\"reason\":\"root-full\"");
    assertThat(injector.managed("/metrics").body())
        .containsPattern("injector_refused_total\\{reason=\"root-full\"\\} [1-9]");
    publisher.send(Model.BINARY, EventJson.binary(parent)).get();
    awaitChild(child, 2);
    assertThat(ofBomb(files)).isEqualTo(PER_ROOT);
  }

  @Test
  void shouldGiveParentsTheirChildrenThatPassedWhileInsertsWereMadeAnew() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    String later = EventJson.sha256();
    publisher.send(Model.INSERT, EventJson.insert(parent, child)).get();
    awaitKnown(parent, 1);
    publisher.send(Model.BINARY, EventJson.binary(parent)).get();
    awaitChild(child, 1);

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrap()))) {
      admin.deleteTopics(List.of("azul.insert")).all().get();
      Awaitility.await("it is gone")
          .atMost(WAIT)
          .until(() -> !admin.listTopics().names().get().contains("azul.insert"));
    }
    publisher.makeMissingTopics();
    publisher.send(Model.BINARY, EventJson.binary(parent)).get();
    publisher.send(Model.INSERT, EventJson.insert(parent, child)).get();
    publisher.send(Model.INSERT, EventJson.insert(parent, later)).get();

    awaitChild(later, 2);
    awaitChild(child, 2);
    injector.awaitReady();
  }

  @Test
  void shouldNameKafkaWhenItIsAwayAndBeReadySoonAfterItAndTheInjectorWereKilled() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    publisher.send(Model.INSERT, EventJson.insert(parent, child)).get();
    awaitKnown(parent, 1);

    stack.kafka().kill();
    Awaitility.await("not ready")
        .atMost(WAIT)
        .untilAsserted(
            () -> {
              assertThat(injector.managed("/q/health/ready").statusCode()).isEqualTo(503);
              assertThat(injector.managed("/q/health/ready").body())
                  .containsPattern("\"missing\": ?\"Kafka\"");
            });
    assertThat(injector.managed("/q/health/live").statusCode()).isEqualTo(200);
    stack.kafka().restart();
    injector.kill();
    injector.start().awaitReady(READY_SECONDS);
    publisher.send(Model.BINARY, EventJson.binary(parent)).get();
    awaitChild(child, 1);

    // The other way round: the broker that comes back knows a member that is no more.
    stack.kafka().kill();
    injector.kill();
    stack.kafka().restart();
    injector.start().awaitReady(READY_SECONDS);
    publisher.send(Model.BINARY, EventJson.binary(parent)).get();
    awaitChild(child, 2);
  }
}
