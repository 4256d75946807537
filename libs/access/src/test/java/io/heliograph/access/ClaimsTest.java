package io.heliograph.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsTest {

  @Test
  void shouldReadWhatAClientHasBeenGranted() {
    Principal caller = Callers.of(Callers.PLUGIN_ONE);

    assertThat(caller.name()).isEqualTo("plugin-one");
    assertThat(caller.roles()).containsExactly(Role.PLUGIN);
    assertThat(caller.names().contains("plugin-one")).isTrue();
    assertThat(caller.names().contains("multi-sub")).isTrue();
    assertThat(caller.names().contains("multi-")).isFalse();
    assertThat(caller.names().contains("multi")).isFalse();
    assertThat(caller.names().contains("plugin-two")).isFalse();
    assertThat(caller.sources()).isEqualTo(SourceGrant.of(List.of("samples")));
    assertThat(caller.clearance()).isEqualTo("OFFICIAL");
    assertThat(caller.restricted()).isTrue();
  }

  @Test
  void shouldGrantNothingWhenClaimsAreMissing() {
    Principal caller = Callers.of(Map.of("azp", "stranger"));

    assertThat(caller.roles()).isEmpty();
    assertThat(caller.sources().contains("samples")).isFalse();
    assertThat(caller.sources().contains("")).isFalse();
    assertThat(caller.clearance()).isEmpty();
    assertThat(caller.names().contains("stranger")).isTrue();
  }

  @Test
  void shouldTellUsersFromClientsOfTheSameName() {
    assertThat(Callers.of(Map.of("azp", "desk", "preferred_username", "plugin-one")).name())
        .isEqualTo("user/plugin-one");
    assertThat(Callers.of(Map.of("azp", "plugin-one")).name()).isEqualTo("plugin-one");
  }

  @Test
  void shouldGrantEverySourceWhenOneOfThemIsAStar() {
    Principal caller = Callers.of(Map.of("azp", "all", "hub_sources", List.of("samples", "*")));

    assertThat(caller.sources()).isEqualTo(SourceGrant.ALL);
    assertThat(caller.sources().contains("made-later")).isTrue();
  }

  @Test
  void shouldReadOneTextAsAListOfOne() {
    Principal caller = Callers.of(Map.of("azp", "a", "hub_sources", "samples"));

    assertThat(caller.sources()).isEqualTo(SourceGrant.of(List.of("samples")));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("azp", null),
        Arguments.of("azp", ""),
        Arguments.of("azp", 7),
        Arguments.of("azp", "plugin-*"),
        Arguments.of("azp", "a\nb"),
        Arguments.of("azp", "a".repeat(257)),
        Arguments.of("realm_access", List.of("plugin")),
        Arguments.of("realm_access", "plugin"),
        Arguments.of("realm_access", Map.of("roles", List.of(1))),
        Arguments.of("hub_plugins", List.of("*")),
        Arguments.of("hub_plugins", List.of("-*")),
        Arguments.of("hub_plugins", List.of("")),
        Arguments.of("hub_plugins", List.of("a*")),
        Arguments.of("hub_plugins", List.of("a-*b")),
        Arguments.of("hub_plugins", Map.of()),
        Arguments.of("hub_sources", List.of(List.of("samples"))),
        Arguments.of("hub_sources", Arrays.asList("samples", null)),
        Arguments.of("hub_sources", Collections.nCopies(1_001, "samples")),
        Arguments.of("hub_clearance", List.of("SECRET")));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void shouldRefuseTheTokenWhenAClaimHasNotItsForm(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>(Callers.PLUGIN_ONE);
    claims.put(claim, value);

    assertThatThrownBy(() -> Claims.principal(claims))
        .isInstanceOf(InvalidClaimsException.class)
        .hasMessageStartingWith("claim " + claim)
        .hasMessageNotContaining("\n");
  }

  /** Whatever a token holds, it names a caller or is refused; and no name covers another's. */
  @Test
  void shouldNeverGrantANameThatNoEntryCoversWhateverTheClaimsAre() {
    long seed = Long.getLong("heliograph.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] parts = {"a", "b", "-", "*", "-*", "ab", "", "_", "\u0000", "é"};
    int granted = 0;
    for (int turn = 0; turn < 20_000; turn++) {
      List<String> entries = new ArrayList<>();
      for (int count = random.nextInt(4); count >= 0; count--) {
        entries.add(text(random, parts));
      }
      String name = text(random, parts).replace("*", "");
      Map<String, Object> claims = Map.of("azp", "own", "hub_plugins", entries);
      try {
        boolean contains = Claims.principal(claims).names().contains(name);
        granted += contains ? 1 : 0;
        assertThat(contains)
            .as("seed %d: %s in %s", seed, name, entries)
            .isEqualTo(entries.stream().anyMatch(entry -> covers(entry, name)));
      } catch (InvalidClaimsException refused) {
        assertThat(entries)
            .as("seed %d", seed)
            .anyMatch(
                entry ->
                    entry.isEmpty()
                        || entry.equals("-*")
                        || entry.indexOf('\u0000') >= 0
                        || entry.replaceAll("-\\*$", "-").contains("*"));
      }
    }
    assertThat(granted).as("seed %d", seed).isPositive();
  }

  private static String text(Random random, String[] parts) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(4); count > 0; count--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  /** The naive reading of an entry. */
  private static boolean covers(String entry, String name) {
    return entry.endsWith("-*")
        ? name.startsWith(entry.substring(0, entry.length() - 1)) && name.length() >= entry.length()
        : entry.equals(name);
  }
}
