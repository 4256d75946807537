package io.heliograph.event.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract event-model.md section 7, every line. */
class EventRulesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static String broken(Model model, String json) throws Exception {
    PublishOutcome outcome = Events.publish(model, json);
    return outcome.failures().isEmpty() ? "" : outcome.failures().getFirst().error();
  }

  @ParameterizedTest
  @EnumSource(Model.Builtin.class)
  void shouldDemandAnAuthorForEveryModel(Model model) throws Exception {
    ObjectNode event = (ObjectNode) MAPPER.readTree(Events.of(model));
    ((ObjectNode) event.get("author")).put("name", "");

    assertThat(broken(model, event.toString())).isEqualTo("author.name must not be empty");
    event.remove("author");
    assertThat(broken(model, event.toString())).isEqualTo("author.name must not be empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action | '' | action must not be empty",
        "action | painted | action is not known: painted",
        "source/name | '' | source.name must not be empty",
        "source/name | nowhere | unknown source: nowhere",
        "source/path/0/sha256 | '' | source.path[0].sha256 must not be empty",
        "source/path/0/action | '' | source.path[0].action must not be empty",
        "source/path/1/action | painted | source.path[1].action is not known: painted",
        "source/path/1/author/name | '' | source.path[1].author.name must not be empty",
        "source/path/0/action | enriched | source.path[0].action must not be enriched: only the last node may be",
        "source/path/0/action | mapped | ''",
        "entity/datastreams/0/label | other | entity.datastreams: label is not known: other",
        "entity/datastreams/0/label | text | entity.datastreams must have label content for action extracted",
      })
  void shouldNameFieldAndRuleOfABinary(String place, String value, String reason) throws Exception {
    assertThat(broken(Model.BINARY, with(Events.extracted(), place, value))).isEqualTo(reason);
  }

  @Test
  void shouldTellAllFaultsOfOneEventInOneAnswer() throws Exception {
    String event =
        with(
            with(
                with(with(Events.extracted(), "author/name", ""), "action", "painted"),
                "source/name",
                "nowhere"),
            "source/path/1/sha256",
            "");

    assertThat(broken(Model.BINARY, event))
        .isEqualTo(
            "unknown source: nowhere; author.name must not be empty;"
                + " source.path[1].sha256 must not be empty; action is not known: painted");
  }

  @Test
  void shouldTellTwentyFaultsAtMost() throws Exception {
    ObjectNode event = (ObjectNode) MAPPER.readTree(Events.extracted());
    ArrayNode path = (ArrayNode) event.at("/source/path");
    ObjectNode node = (ObjectNode) path.get(0);
    node.put("action", "x".repeat(70_000));
    for (int at = 0; at < 1_000; at++) {
      path.add(node.deepCopy());
    }

    assertThat(broken(Model.BINARY, event.toString()).split("; ", -1))
        .hasSize(21)
        .endsWith("and more")
        .allSatisfy(fault -> assertThat(fault.length()).isLessThan(120));
  }

  private static String with(String json, String place, String value) throws Exception {
    ObjectNode event = (ObjectNode) MAPPER.readTree(json);
    int slash = place.lastIndexOf('/');
    String parent = slash < 0 ? "" : "/" + place.substring(0, slash);
    ((ObjectNode) event.at(parent)).put(place.substring(slash + 1), value);
    return event.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sourced | content | ''",
        "sourced | '' | entity.datastreams must have label content for action sourced",
        "sourced | text | entity.datastreams must have label content for action sourced",
        "extracted | content,text | ''",
        "augmented | content | entity.datastreams must have another label beside content for action augmented",
        "augmented | content,content | entity.datastreams must have another label beside content for action augmented",
        "augmented | content,text | ''",
        "augmented | text,report | entity.datastreams must have label content for action augmented",
        "mapped | '' | ''",
        "mapped | text | ''",
        "mapped | text,content | entity.datastreams must not have label content for action mapped",
        "enriched | '' | ''",
        "enriched | text | entity.datastreams must be empty for action enriched",
      })
  void shouldDemandTheStreamsOfTheAction(String action, String labels, String reason)
      throws Exception {
    ObjectNode event = (ObjectNode) MAPPER.readTree(Events.extracted());
    event.put("action", action);
    ArrayNode streams = ((ObjectNode) event.get("entity")).putArray("datastreams");
    new StringTokenizer(labels, ",")
        .asIterator()
        .forEachRemaining(label -> streams.addObject().put("label", (String) label));

    assertThat(broken(Model.BINARY, event.toString())).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status | entity/input/dequeued | entity.input.dequeued must not be empty",
        "status | entity/results/0/author/name | entity.results[0]: author.name must not be empty",
        "status | entity/results/0/action | entity.results[0]: action must not be empty",
        "status | entity/input/author/name | ''",
        "status | entity/status | ''",
        "insert | entity/parent_sha256 | entity.parent_sha256 must not be empty",
        "insert | entity/child_history/sha256 | entity.child_history.sha256 must not be empty",
        "insert | entity/child_history/action | entity.child_history.action must not be empty",
        "insert | entity/child_history/author/name | entity.child_history.author.name must not be empty",
        "insert | entity/child/sha256 | ''",
        "download | action | action must not be empty",
        "download | source/name | source.name must not be empty",
        "download | entity/hash | ''",
        "plugin | entity/name | ''",
        "delete | action | 'action must be one of submission, link, author, ids: '",
        "retrohunt | action | 'action must be one of submitted, starting, running, completed: '",
      })
  void shouldNameTheFieldThatIsEmpty(String model, String place, String reason) throws Exception {
    Model kind = Model.fromWire(model).orElseThrow();

    assertThat(broken(kind, with(Events.of(kind), place, "")))
        .isEqualTo(reason == null ? "" : reason);
  }

  @ParameterizedTest
  @CsvSource({"binary, source.path must not be empty", "download, ''"})
  void shouldDemandAPathOfBinariesOnly(String model, String reason) throws Exception {
    Model kind = Model.fromWire(model).orElseThrow();
    ObjectNode event = (ObjectNode) MAPPER.readTree(Events.of(kind));
    ((ObjectNode) event.get("source")).putArray("path");

    assertThat(broken(kind, event.toString())).isEqualTo(reason);
  }
}
