package io.heliograph.injector.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.event.Headers;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.insert.Insert;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.TestHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildrenTest {
  private static final String P = "a".repeat(64);
  private static final String C = "b".repeat(64);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Children CHILDREN = new Children(InstantSource.system(), 3, 100_000);

  private static PublishPipeline stages() {
    Sources sources = Sources.parse("sources: {testing: {}, incidents: {}}");
    return new PublishPipeline(
        new PublishPipeline.Settings(sources, new Topics("", sources), 1),
        PurgeSet.NONE,
        InstantSource.system(),
        new Random(1));
  }

  private static Parent parent(String json, String... headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "testing.binary.data", 2, 77, "k".getBytes(UTF_8), json.getBytes(UTF_8));
    TestHeaders.of(headers).forEach(record.headers()::add);
    return Parent.of(record, sha256 -> true).orElseThrow();
  }

  private static Insert insert(String parent, String child) {
    return Insert.of("1", parent, "ann", 5, EventJson.insert(parent, child).getBytes(UTF_8));
  }

  private static Refusal refusal(Parent parent, Insert insert) {
    return ((InjectionDecision.Refused) CHILDREN.of(parent, insert, stages())).refusal();
  }

  @Test
  void shouldMergeThePathWhenTheParentHasOne() throws Exception {
    Parent parent =
        parent(EventJson.binary("sourced", "incidents", P, List.of(C, P), "{\"expedite\":true}"));
    InjectionDecision.Child child =
        (InjectionDecision.Child) CHILDREN.of(parent, insert(P, "c".repeat(64)), stages());

    JsonNode event = JSON.readTree(child.event().json());
    JsonNode given = JSON.readTree(parent.json());
    JsonNode asked = JSON.readTree(insert(P, "c".repeat(64)).parts().json()).path("entity");
    assertThat(child.level()).isEqualTo(1);
    assertThat(child.event().topic()).isEqualTo("incidents.binary.data");
    assertThat(event.at("/source/path")).hasSize(3);
    assertThat(event.at("/source/path/0")).isEqualTo(given.at("/source/path/0"));
    assertThat(event.at("/source/path/1")).isEqualTo(given.at("/source/path/1"));
    assertThat(event.at("/source/path/2/author")).isEqualTo(asked.at("/child_history/author"));
    assertThat(event.at("/source/path/2/relationship/how").asText()).isEqualTo("by hand");
    assertThat(event.at("/source/references")).isEqualTo(given.at("/source/references"));
    assertThat(event.path("author")).isEqualTo(asked.at("/child_history/author"));
    assertThat(event.path("action").asText()).isEqualTo("extracted");
    assertThat(event.path("entity")).isEqualTo(asked.path("child"));
    assertThat(event.path("flags")).isEmpty();
    assertThat(event.path("kafka_key").asText()).isEqualTo(child.event().kafkaKey());
    assertThat(event.path("track_links")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"enriched", "mapped"})
  void shouldTakeNoEventForAParentWhenItBringsNoData(String action) {
    String json = EventJson.binary(action, "testing", P, List.of(C, P), "{}");
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("azul.expedite", 0, 1, null, json.getBytes(UTF_8));

    assertThat(Parent.of(record, sha256 -> true)).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheFileIsTheSameAsInTheStepBefore() {
    Parent downloaded = parent(EventJson.binary("sourced", "testing", P, List.of(C, P, P), "{}"));

    assertThat(refusal(downloaded, insert(P, "c".repeat(64)))).isEqualTo(Refusal.NOT_INJECTABLE);
  }

  @Test
  void shouldRefuseWhenTheInsertIsAmongTheSteps() throws Exception {
    Insert again = insert(P, C);
    InjectionDecision.Child child =
        (InjectionDecision.Child) CHILDREN.of(parent(EventJson.binary(P)), again, stages());
    String json = new String(child.event().json(), UTF_8);
    // A plugin finds the parent in the child again.
    String found = json.replaceFirst("(\"entity\":\\{\"sha256\":\")" + C, "$1" + P);

    assertThat(refusal(parent(found), again)).isEqualTo(Refusal.LOOP);
  }

  @Test
  void shouldRefuseWhenSoManyInjectionsInARowLedToTheParent() {
    Parent deep = parent(EventJson.binary(P), Headers.INJECTED_LEVEL, "3");
    Parent lessDeep = parent(EventJson.binary(P), Headers.INJECTED_LEVEL, "2");

    assertThat(refusal(deep, insert(P, C))).isEqualTo(Refusal.TOO_DEEP);
    assertThat(CHILDREN.of(lessDeep, insert(P, C), stages()))
        .isInstanceOfSatisfying(
            InjectionDecision.Child.class, child -> assertThat(child.level()).isEqualTo(3));
  }

  @Test
  void shouldRefuseWhenTheSourceIsNotDeclared() {
    Parent foreign = parent(EventJson.binary("sourced", "nowhere", P, List.of(P), "{}"));

    assertThat(refusal(foreign, insert(P, C))).isEqualTo(Refusal.INVALID);
  }

  @Test
  void shouldRefuseWhenTheChildIsTooLarge() {
    Children small = new Children(InstantSource.system(), 3, 500);

    InjectionDecision verdict = small.of(parent(EventJson.binary(P)), insert(P, C), stages());

    assertThat(((InjectionDecision.Refused) verdict).refusal()).isEqualTo(Refusal.TOO_LARGE);
  }
}
