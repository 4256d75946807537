package io.heliograph.dashboard.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.geo.Geolocator;
import io.heliograph.event.Model;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubEventHandlerTest {
  private static final MessageContext MAY = new MessageContext("hub", 1_715_774_400_000L);

  private final HubEventHandler handler =
      new HubEventHandler(
          new Rules(false, false, ZoneId.of("UTC"), "1", 8 << 20),
          new Geolocator(List.of(Path.of("src/test/resources/misp/geo-test-city.mmdb")), false));

  @Test
  void shouldCountForTheSourceWhenAFileIsPublished() {
    List<Effect> effects = effects(Model.BINARY, binary("person", "sourced", "{}"));

    assertThat(contribution(effects))
        .satisfies(
            one -> {
              assertThat(one.organisation()).isEqualTo("samples");
              assertThat(one.category()).isEqualTo("sourced");
              assertThat(one.kind()).isEqualTo(Effect.Contribution.EVENT);
            });
    assertThat(effects)
        .contains(
            new Effect.Gain("TRENDINGS_CATEGS:20240515", "sourced"),
            new Effect.Gain("TRENDINGS_EVENTS:20240515", "samples"))
        .anyMatch(
            effect -> effect instanceof Effect.Listed listed && listed.line().contains("ab12"));
  }

  @Test
  void shouldCountForTheOrganisationWhenTheSourceNamesOne() {
    String event = binary("person", "sourced", "{\"org\": \"ACME <b>\"}");

    assertThat(contribution(effects(Model.BINARY, event)).organisation()).isEqualTo("ACME <b>");
  }

  @Test
  void shouldCountForThePluginWhenItReportsAResult() {
    List<Effect> effects = effects(Model.BINARY, binary("plugin", "enriched", "{\"org\": \"A\"}"));

    Effect.Contributed one = contribution(effects);
    assertThat(one.organisation()).isEqualTo("Entropy");
    assertThat(one.category()).isEqualTo("plugin");
    assertThat(effects)
        .noneMatch(
            effect ->
                effect instanceof Effect.Listed listed && listed.list().contains("Attribute"));
  }

  @Test
  void shouldPlaceAddressesWhenFeaturesHaveSome() {
    List<Effect> effects = effects(Model.BINARY, binary("plugin", "enriched", "{}"));

    assertThat(effects)
        .filteredOn(Effect.Placed.class::isInstance)
        .singleElement()
        .satisfies(
            placed -> assertThat(((Effect.Placed) placed).member()).contains("198.51.100.7"));
    assertThat(effects).contains(new Effect.Gain("GEO_COUNTRY:20240515", "LU"));
  }

  @Test
  void shouldTrendOnlyWhenItIsAStatus() {
    String status =
        "{\"author\": {\"name\": \"Entropy\"}, \"entity\": {\"status\": \"opt-out\", \"input\": {}}}";

    assertThat(effects(Model.STATUS, status))
        .containsExactly(new Effect.Gain("TRENDINGS_CATEGS:20240515", "status opt-out"));
  }

  @Test
  void shouldCountAsLoggedInWhenAPluginRegisters() {
    String registration = "{\"author\": {\"name\": \"Entropy\"}, \"entity\": {}}";

    assertThat(effects(Model.PLUGIN, registration)).containsExactly(new Effect.AtWork("Entropy"));
  }

  @Test
  void shouldCountForTheSourceAndPlaceTheAddressOfAnObservation() {
    String observation =
        """
        {"author": {"name": "cert"}, "source": {"name": "exchange"}, "entity": {
         "meta": {"uuid": {"current": "0e3d5a4c-7a0b-4c62-9c46-7a6c3b1c0f01"}},
         "payload": {"source.ip": "198.51.100.7"}}}
        """;

    List<Effect> effects = effects(Model.OBSERVATION, observation);

    assertThat(contribution(effects).organisation()).isEqualTo("exchange");
    assertThat(effects)
        .contains(
            new Effect.Gain("TRENDINGS_CATEGS:20240515", "observation"),
            new Effect.Gain("GEO_COUNTRY:20240515", "LU"))
        .anyMatch(
            effect ->
                effect instanceof Effect.Listed listed && listed.line().contains("198.51.100.7"));
  }

  @Test
  void shouldRejectWithTheRuleWhenAMemberIsMissing() {
    assertThat(handler.handle(Model.BINARY, "{}".getBytes(UTF_8), MAY))
        .isEqualTo(new Outcome.Rejected(Rejection.MEMBER_MISSING, "source is missing"));
    assertThat(handler.handle(Model.BINARY, "{".getBytes(UTF_8), MAY))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(handler.handle(Model.BINARY, new byte[0], MAY)).isInstanceOf(Outcome.Rejected.class);
  }

  private List<Effect> effects(Model model, String event) {
    return ((Outcome.Counted) handler.handle(model, event.getBytes(UTF_8), MAY)).effects();
  }

  private static Effect.Contributed contribution(List<Effect> effects) {
    return (Effect.Contributed)
        effects.stream().filter(Effect.Contributed.class::isInstance).findFirst().orElseThrow();
  }

  /** An event of a file with an address, another text, and a number that looks like none. */
  static String binary(String category, String action, String references) {
    return """
    {"author": {"name": "Entropy", "category": "%s"}, "action": "%s",
     "source": {"name": "samples", "references": %s},
     "entity": {"sha256": "ab12", "file_format": "archive/zip", "features": [
       {"name": "ip", "type": "string", "value": "198.51.100.7"},
       {"name": "label", "type": "string", "value": "not an address"},
       {"name": "entropy", "type": "float", "value": "7.1"}]}}
    """
        .formatted(category, action, references);
  }
}
