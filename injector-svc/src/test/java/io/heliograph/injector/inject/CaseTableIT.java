package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of contract dispatcher.md part 2 section 5, over HTTP, and what is ours beyond them.
 */
@Tag("processes")
class CaseTableIT {
  private static final Duration WAIT = Duration.ofSeconds(30);

  @TempDir private static Path folder;

  private static LocalStack stack;
  private static ServiceProcess dispatcher;
  private static ServiceProcess injector;
  private static ChildReader reader;
  private static Publisher publisher;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(LocalStack.options().kafka());
    dispatcher = Hubs.dispatcher(stack, folder).start();
    injector =
        Hubs.injector(stack, folder, 0).with("hub.copies.dispatcher=" + dispatcher.url()).start();
    dispatcher.awaitReady();
    injector.awaitReady();
    publisher = new Publisher(stack.kafka().bootstrap(), ExactlyOnceIT.SOURCES);
    reader = new ChildReader(stack.kafka().bootstrap(), ".binary.data");
  }

  @AfterAll
  static void stop() {
    reader.close();
    publisher.close();
    injector.close();
    dispatcher.close();
    stack.close();
  }

  private static List<ChildReader.Child> childrenBy(String... sha256s) {
    return ChildReader.of(reader.all(), Set.of(sha256s));
  }

  /** Publishes inserts; returns when the injector has them all: they are in one order. */
  private static void inserts(String... inserts) throws Exception {
    String last = EventJson.sha256();
    List<String> all = new ArrayList<>(List.of(inserts));
    all.add(EventJson.insert(last, EventJson.sha256()));
    Hubs.publish(dispatcher, "insert", all);
    Awaitility.await("the inserts are known")
        .atMost(WAIT)
        .untilAsserted(() -> assertThat(known(last)).contains(last));
  }

  private static String known(String parent) throws Exception {
    return injector.get("/api/v1/inserts?parent=" + parent).body();
  }

  private static List<ChildReader.Child> awaitChildren(int count, String... sha256s) {
    Awaitility.await("children")
        .atMost(WAIT)
        .untilAsserted(() -> assertThat(childrenBy(sha256s)).hasSize(count));
    return childrenBy(sha256s);
  }

  /** Returns when the injector has passed everything that was published before. */
  private static void passed() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child));
    for (String flags : List.of("{}", "{\"expedite\":true}")) {
      Hubs.publish(
          dispatcher,
          "binary",
          List.of(EventJson.binary("sourced", "testing", parent, List.of(parent), flags)));
    }
    awaitChildren(2, child);
  }

  private static void sourced(String parent) throws Exception {
    Hubs.publish(dispatcher, "binary", List.of(EventJson.binary(parent)));
  }

  @Test
  void shouldInjectOneChildWhenTheParentHasAnInsert() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child));

    sourced(parent);

    ChildReader.Child injected = awaitChildren(1, child).getFirst();
    assertThat(injected.topic()).isEqualTo("testing.binary.data");
    assertThat(injected.key()).isEqualTo(injected.event().path("kafka_key").asText());
    assertThat(injected.insert()).isEqualTo(Md5.hex(parent + '.' + child + ".manual"));
    assertThat(injected.event().at("/author/name").asText()).isEqualTo("manual");
    assertThat(injected.event().path("action").asText()).isEqualTo("extracted");
    assertThat(injected.event().at("/source/path/1/sha256").asText()).isEqualTo(child);
    assertThat(injected.event().at("/entity/sha256").asText()).isEqualTo(child);
    assertThat(injected.event().at("/source/path")).hasSize(2);
    assertThat(injected.event().path("flags")).isEmpty();
  }

  @Test
  void shouldInjectNothingWhenTheEventBringsNothingNew() throws Exception {
    String parent = EventJson.sha256();
    String before = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child));
    List<String> steps = List.of(before, parent);

    Hubs.publish(
        dispatcher,
        "binary",
        List.of(
            EventJson.binary("sourced", "testing", parent, List.of(before, parent, parent), "{}"),
            EventJson.binary("enriched", "testing", parent, steps, "{}"),
            EventJson.binary("enriched", "testing", parent, steps, "{\"expedite\":true}"),
            EventJson.binary("mapped", "testing", parent, steps, "{}")));
    passed();

    assertThat(childrenBy(child)).isEmpty();
  }

  @Test
  void shouldInjectWhateverTheActionWithDataAndTheSpacesAre() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child));
    List<String> steps = List.of(EventJson.sha256(), parent);
    String extracted = EventJson.binary("extracted", "testing", parent, steps, "{}");
    String spaced = extracted.replace(",\"", "\n ,  \"").replace("}", " }");
    String augmented = EventJson.binary("augmented", "testing", parent, steps, "{}");

    Hubs.publish(dispatcher, "binary", List.of(extracted, augmented, spaced));

    awaitChildren(3, child);
  }

  @Test
  void shouldInjectEachOfSeveralAndOneWhenAnInsertComesTwice() throws Exception {
    String parent = EventJson.sha256();
    String first = EventJson.sha256();
    String second = EventJson.sha256();
    String insert = EventJson.insert(parent, first);
    inserts(insert, EventJson.insert(parent, second), insert);

    sourced(parent);

    assertThat(awaitChildren(2, first, second))
        .extracting(ChildReader.Child::sha256)
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void shouldInjectTheNewerFormWhenAnInsertIsOverwritten() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child, "extracted", "testing", "carved wrongly"));
    inserts(EventJson.insert(parent, child, "extracted", "testing", "carved"));
    passed();

    sourced(parent);

    assertThat(
            awaitChildren(1, child)
                .getFirst()
                .event()
                .at("/source/path/1/relationship/how")
                .asText())
        .isEqualTo("carved");
  }

  @Test
  void shouldInjectWhatIsLeftWhenATombstoneRemovesAnInsert() throws Exception {
    String parent = EventJson.sha256();
    String kept = EventJson.sha256();
    String removed = EventJson.sha256();
    inserts(EventJson.insert(parent, kept), EventJson.insert(parent, removed));

    publisher.raw("azul.insert", Md5.hex(parent + '.' + removed + ".manual"), null).get();
    publisher.raw("azul.insert", Md5.hex("unknown"), null).get();
    Awaitility.await("removed")
        .atMost(WAIT)
        .untilAsserted(() -> assertThat(known(parent)).contains(kept).doesNotContain(removed));
    sourced(parent);

    awaitChildren(1, kept, removed);
    passed();
    assertThat(awaitChildren(1, kept, removed).getFirst().sha256()).isEqualTo(kept);
  }

  @Test
  void shouldCopyContentWhenTheParentIsOfAnotherSource() throws Exception {
    String content = "a child " + EventJson.sha256();
    String child = Hubs.store(dispatcher, "incidents", content);
    String parent = EventJson.sha256();
    inserts(EventJson.insert(parent, child, "extracted", "incidents", "by hand"));

    sourced(parent);

    awaitChildren(1, child);
    assertThat(dispatcher.get("/api/v3/stream/testing/content/" + child).body()).isEqualTo(content);
  }

  @Test
  void shouldInjectAllTheSameWhenTheContentIsMissing() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child, "extracted", "incidents", "by hand"));

    sourced(parent);

    awaitChildren(1, child);
    assertThat(dispatcher.get("/api/v3/stream/testing/content/" + child).statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldInjectWhenTheParentIsExpedited() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child));

    Hubs.publish(
        dispatcher,
        "binary",
        List.of(
            EventJson.binary(
                "sourced", "testing", parent, List.of(parent), "{\"expedite\":true}")));

    ChildReader.Child injected = awaitChildren(1, child).getFirst();
    assertThat(injected.parent()).startsWith("azul.expedite/");
    assertThat(injected.topic()).isEqualTo("testing.binary.data");
    assertThat(injected.event().path("flags")).isEmpty();
  }

  @Test
  void shouldInjectOnceWhenTheInsertComesAfterItsParent() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    sourced(parent);
    passed();

    inserts(EventJson.insert(parent, child));

    awaitChildren(1, child);
    inserts(EventJson.insert(parent, child, "extracted", "testing", "another form"));
    passed();
    assertThat(childrenBy(child)).hasSize(1);
  }

  /** Both orders, and at the same time, among them expedited parents. */
  @Test
  void shouldInjectOnceWhenTheInsertArrivesWhileItsParentPasses() throws Exception {
    List<String> children = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String parent = EventJson.sha256();
      String child = EventJson.sha256();
      String flags = i % 4 == 0 ? "{\"expedite\":true}" : "{}";
      String event =
          EventJson.binary(
              "sourced", "testing", parent, List.of(EventJson.sha256(), parent), flags);
      String insert = EventJson.insert(parent, child);
      children.add(child);
      var unused =
          i % 2 == 0 ? publisher.send(Model.INSERT, insert) : publisher.send(Model.BINARY, event);
      unused =
          i % 2 == 0 ? publisher.send(Model.BINARY, event) : publisher.send(Model.INSERT, insert);
    }

    awaitChildren(200, children.toArray(String[]::new));
    lookedBack();

    assertThat(childrenBy(children.toArray(String[]::new)))
        .extracting(ChildReader.Child::sha256)
        .containsExactlyInAnyOrderElementsOf(children);
  }

  /** Returns when every partition has been looked back over for all inserts until now. */
  private static void lookedBack() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      List<String> path = List.of(EventJson.sha256(), parent);
      events.add(EventJson.binary("sourced", "testing", parent, path, "{}"));
    }
    events.add(
        EventJson.binary("sourced", "testing", parent, List.of(parent), "{\"expedite\":true}"));
    Hubs.publish(dispatcher, "binary", events);
    passed();
    inserts(EventJson.insert(parent, child));
    awaitChildren(events.size(), child);
  }

  @Test
  void shouldRejectAMalformedInsertAndInjectTheOthersOfItsParent() throws Exception {
    String parent = EventJson.sha256();
    String bad = EventJson.sha256();
    String good = EventJson.sha256();
    Hubs.publish(
        dispatcher,
        "insert",
        List.of(EventJson.insert(parent, bad, "mapped", "testing", "mapped has no content")));
    publisher.raw("azul.insert", "broken", "{\"no\": insert".getBytes(UTF_8)).get();
    inserts(EventJson.insert(parent, good));

    sourced(parent);

    awaitChildren(1, bad, good);
    String badKey = Md5.hex(parent + '.' + bad + ".manual");
    assertThat(injector.get("/api/v1/inserts/rejected").body())
        .contains(badKey, "must not have label content for action mapped", "not an insert event");
    assertThat(injector.get("/api/v1/inserts/" + badKey).statusCode()).isEqualTo(404);
    assertThat(injector.get("/api/v1/inserts/" + badKey).body()).contains("was rejected");
  }

  @Test
  void shouldExplainWhyAChildIsThereOrNot() throws Exception {
    String parent = EventJson.sha256();
    String child = EventJson.sha256();
    inserts(EventJson.insert(parent, child));
    Hubs.publish(
        dispatcher,
        "binary",
        List.of(
            EventJson.binary(parent),
            EventJson.binary("sourced", "testing", parent, List.of(parent, parent), "{}")));
    ChildReader.Child injected = awaitChildren(1, child).getFirst();

    String key = Md5.hex(parent + '.' + child + ".manual");
    String answer = injector.get("/api/v1/inserts/" + key + "/explain").body();

    assertThat(answer)
        .contains("\"whole\":true", "\"outcome\":\"injected\",\"detail\":\"" + injected.key())
        .contains("\"outcome\":\"not-injectable\"");
    assertThat(injector.get("/api/v1/inserts/" + key + "/explain?limit=0").statusCode())
        .isEqualTo(400);
    assertThat(injector.get("/api/v1/inserts/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldInjectChildrenOfChildrenUpToTheLimitAndNoLoop() throws Exception {
    String first = EventJson.sha256();
    String second = EventJson.sha256();
    String third = EventJson.sha256();
    inserts(
        EventJson.insert(first, second),
        EventJson.insert(second, third),
        EventJson.insert(third, first));

    sourced(first);
    passed();

    // The third's child is of the first file again: its insert is among the steps by then.
    assertThat(awaitChildren(3, first, second, third))
        .extracting(ChildReader.Child::level)
        .containsExactlyInAnyOrder(1, 2, 3);
    Awaitility.await("the loop is counted")
        .atMost(WAIT)
        .untilAsserted(
            () ->
                assertThat(injector.managed("/metrics").body())
                    .containsPattern("injector_refused_total\\{reason=\"loop\"\\} [1-9]"));
  }

  @Test
  void shouldEndALongChainAtTheLimitAndGoOnWithOthers() throws Exception {
    List<String> chain = new ArrayList<>();
    for (int i = 0; i <= 10_000; i++) {
      chain.add(EventJson.sha256());
    }
    for (int i = 0; i < 10_000; i++) {
      var unused = publisher.send(Model.INSERT, EventJson.insert(chain.get(i), chain.get(i + 1)));
    }
    String self = EventJson.sha256();
    publisher.send(Model.INSERT, EventJson.insert(self, self)).get();
    inserts();

    sourced(chain.getFirst());
    sourced(self);

    List<ChildReader.Child> children = awaitChildren(16, chain.toArray(String[]::new));
    assertThat(children).extracting(ChildReader.Child::level).contains(1, 16).doesNotContain(17);
    Awaitility.await("the limit is counted")
        .atMost(WAIT)
        .untilAsserted(
            () ->
                assertThat(injector.managed("/metrics").body())
                    .containsPattern("injector_refused_total\\{reason=\"too-deep\"\\} [1-9]")
                    .containsPattern(
                        "injector_refused_total\\{reason=\"not-injectable\"\\} [1-9]"));
    passed();
    assertThat(childrenBy(self)).hasSize(1);
  }
}
