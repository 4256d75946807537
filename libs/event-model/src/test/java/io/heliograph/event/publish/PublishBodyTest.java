package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.publish.PublishPipeline.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are refused whole, and lists of events (contract dispatcher.md part 2, 1.1). */
class PublishBodyTest {
  private static final String JSON = "ensure events were in json format: ";

  private static String detail(String body) {
    try {
      Events.publish(Model.BINARY, body);
      return "";
    } catch (UnreadableBodyException refused) {
      return refused.detail();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}"})
  void shouldCallABodyOfTwoBytesTooSmall(String body) {
    assertThat(detail(body)).isEqualTo(JSON + "event message too small");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{]",
        "{\"a\":",
        "[{},]",
        "[1 2]",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
        "{\"a\":1}x",
        "nul",
        "\u0000\u0000\u0000",
        "{\"model_version\":5} x",
        "{\"a\":\"\t\"}",
        "[1,2",
        "{\"model_version\":6,\"author\":[],}"
      })
  void shouldCallABodyInvalidWhenItIsNoJsonAnywhere(String body) {
    assertThat(detail(body))
        .startsWith("expected ")
        .endsWith("(" + JSON + "event message invalid json)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "{\"model_version\":5}",
        "{\"model_version\":0}",
        "{\"model_version\":null}",
        "{\"model_version\":5,\"author\":[]}",
        "{\"author\":[],\"model_version\":5}",
        "[{\"model_version\":5}]"
      })
  void shouldCallAnEventTooOldWhenItsVersionIs(String body) {
    assertThat(detail(body))
        .startsWith("event 0: model_version ")
        .endsWith("(" + JSON + "event message version was too old)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model_version\":\"6\"}",
        " [{\"model_version\":6}]",
        "{\"model_version\":6,\"author\":[]}",
        "{\"model_version\":6,\"author\":{},\"author\":{}}",
        "[1]",
        "123",
        "{\"model_version\":6,\"retries\":-1}"
      })
  void shouldCallAnEventCorruptWhenItDoesNotMap(String body) {
    assertThat(detail(body))
        .startsWith("event 0: ")
        .endsWith("(" + JSON + "event message version was too old or was corrupt)");
  }

  @Test
  void shouldRefuseEverythingWhenOneItemIsCorrupt() {
    assertThat(detail("[" + Events.sourced() + ",{\"model_version\":6,\"action\":1}]"))
        .startsWith("event 1: binary.action must be text, found '1' (");
  }

  @Test
  void shouldAcceptANewerVersionAndKeepIt() throws Exception {
    PublishOutcome outcome =
        Events.publish(
            Model.BINARY, Events.sourced().replace("\"model_version\":6", "\"model_version\":7"));

    assertThat(new String(outcome.events().getFirst().json(), UTF_8))
        .contains("\"model_version\":7");
    assertThat(outcome.events().getFirst().headers().version()).isEqualTo(7);
  }

  @Test
  void shouldTakeAnEmptyListWithSpaceAsNothing() throws Exception {
    PublishOutcome outcome = Events.publish(Model.BINARY, "[ ]");

    assertThat(outcome.events()).isEmpty();
    assertThat(outcome.totalOk()).isZero();
  }

  @Test
  void shouldReportAnInvalidEventAndGoOn() throws Exception {
    String invalid = Events.sourced().replaceFirst("\"action\":\"sourced\"", "\"action\":\"\"");

    PublishOutcome outcome =
        Events.publish(Model.BINARY, "[ " + invalid + " , " + Events.sourced() + "]\n");

    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.events()).hasSize(1);
    assertThat(outcome.failures())
        .containsExactly(new Failure(invalid, "action must not be empty", 0, "feeds/aa11"));
  }

  @Test
  void shouldRefuseMoreEventsThanTheLimit() {
    Settings settings = new Settings(Events.SOURCES, new Topics("", Events.SOURCES), 3, 64);
    PublishPipeline pipeline =
        new PublishPipeline(
            settings, PurgeSet.NONE, InstantSource.fixed(Events.NOW), new Random(1));
    String event = Events.plugin();
    String four = "[" + String.join(",", event, event, event, event) + "]";

    assertThatThrownBy(() -> pipeline.json(Model.PLUGIN, four.getBytes(UTF_8)))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("more than 3 events in one request");
    assertThatThrownBy(() -> pipeline.json(Model.PLUGIN, "[1,2,3,4]".getBytes(UTF_8)))
        .hasMessage("more than 3 events in one request");
    byte[] json = event.getBytes(UTF_8);
    byte[] avro = AvroEvents.bulkToAvro(Model.PLUGIN, List.of(json, json, json, json));
    assertThatThrownBy(() -> pipeline.avro(Model.PLUGIN, avro))
        .hasMessage("more than 3 events in one request");
  }

  @Test
  void shouldRefuseDeepNesting() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(detail("{\"model_version\":6,\"a\":" + deep + "}")).contains("deeper than 64");
    assertThat(detail("[".repeat(100_000))).contains("corrupt");
  }

  @ParameterizedTest
  @EnumSource(Model.Builtin.class)
  void shouldRefuseEveryTruncation(Model model) {
    byte[] whole = Events.of(model).getBytes(UTF_8);
    PublishPipeline pipeline = Events.pipeline();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> pipeline.json(model, cut))
          .isInstanceOf(UnreadableBodyException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Model.Builtin.class, names = "OBSERVATION", mode = EnumSource.Mode.EXCLUDE)
  void shouldPublishABulkOfAvroLikeAListOfJson(Model model) throws Exception {
    byte[] event = Events.of(model).getBytes(UTF_8);

    PublishOutcome avro =
        Events.pipeline().avro(model, AvroEvents.bulkToAvro(model, List.of(event, event)));
    PublishOutcome json =
        Events.publish(model, "[" + Events.of(model) + "," + Events.of(model) + "]");

    assertThat(avro.totalOk()).isEqualTo(2);
    assertThat(avro.events()).hasSameSizeAs(json.events());
    List<String> topics = new ArrayList<>();
    json.events().forEach(one -> topics.add(one.topic()));
    assertThat(avro.events()).extracting(one -> one.topic()).isEqualTo(topics);
    assertThat(avro.events().getFirst().headers()).isEqualTo(json.events().getFirst().headers());
  }

  @Test
  void shouldReportAnInvalidEventOfABulkAndGoOn() throws Exception {
    byte[] good = Events.sourced().getBytes(UTF_8);
    byte[] bad = Events.sourced().replace("\"name\":\"feeds\"", "\"name\":\"\"").getBytes(UTF_8);

    PublishOutcome outcome =
        Events.pipeline()
            .avro(Model.BINARY, AvroEvents.bulkToAvro(Model.BINARY, List.of(bad, good)));

    assertThat(outcome.totalOk()).isEqualTo(1);
    assertThat(outcome.failures()).hasSize(1);
    assertThat(outcome.failures().getFirst().error()).isEqualTo("source.name must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[]", " [{}]"})
  void shouldSayThatABodyIsJsonWhenAvroWasAnnounced(String body) {
    assertThatThrownBy(() -> Events.pipeline().avro(Model.BINARY, body.getBytes(UTF_8)))
        .hasMessage("supplied events were in json format, not avro");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "x", "\u0000", "[1 2"})
  void shouldSayThatABodyIsNoBulkWhenItIsNone(String body) {
    assertThatThrownBy(() -> Events.pipeline().avro(Model.DOWNLOAD, (body + "zz").getBytes(UTF_8)))
        .hasMessageStartingWith("avro event did not match expected bulk schema: ");
  }
}
