package io.heliograph.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorRuleTest {
  private static final String TOKEN = "0123456789abcdef";

  private static int status(boolean loopback, String token, Caller caller) {
    Optional<Refusal> refusal =
        new OperatorRule(loopback, Optional.ofNullable(token)).refusal(caller);
    refusal.ifPresent(one -> assertThat(one.detail()).doesNotContain(TOKEN));
    return refusal.map(Refusal::status).orElse(200);
  }

  @Test
  void shouldLetOnlyProgramsHereInWhenNoTokenIsSet() {
    assertThat(status(true, null, new Caller(true, null))).isEqualTo(200);
    assertThat(status(true, null, new Caller(true, "Bearer " + TOKEN))).isEqualTo(200);
    assertThat(status(true, null, new Caller(false, null))).isEqualTo(403);
    assertThat(status(true, null, new Caller(false, "Bearer " + TOKEN))).isEqualTo(403);
  }

  @Test
  void shouldLetNobodyInWhenNoTokenIsSetAndTheServiceIsBoundElsewhere() {
    assertThat(status(false, null, new Caller(true, null))).isEqualTo(403);
    assertThat(status(false, null, new Caller(true, "Bearer null"))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer 0123456789abcdef", "bearer 0123456789abcdef ", "BEARER  " + TOKEN})
  void shouldLetWhoHasTheTokenInWhereverItIs(String authorization) {
    assertThat(status(true, TOKEN, new Caller(false, authorization))).isEqualTo(200);
    assertThat(status(false, TOKEN, new Caller(false, authorization))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer 0123456789abcde",
        "Bearer 0123456789abcdefg",
        "Bearer 0123456789ABCDEF",
        "Basic 0123456789abcdef",
        "0123456789abcdef"
      })
  void shouldRefuseWhoDoesNotHaveItEvenHere(String authorization) {
    assertThat(status(true, TOKEN, new Caller(true, authorization))).isEqualTo(401);
    assertThat(status(true, TOKEN, new Caller(true, null))).isEqualTo(401);
  }

  @Test
  void shouldNotStartWithATokenThatCanBeGuessed() {
    assertThatThrownBy(() -> new OperatorRule(true, Optional.of("0123456789abcde")))
        .hasMessage("hub.operator.token has fewer than 16 characters");
  }

  @Test
  void shouldKnowWhereAServiceIsBound() {
    assertThat(Bound.isLoopback("127.0.0.1")).isTrue();
    assertThat(Bound.isLoopback("localhost")).isTrue();
    assertThat(Bound.isLoopback("::1")).isTrue();
    assertThat(Bound.isLoopback("0.0.0.0")).isFalse();
    assertThat(Bound.isLoopback("::")).isFalse();
    assertThat(Bound.isLoopback("192.0.2.1")).isFalse();
    assertThat(Bound.isLoopback("")).isFalse();
  }
}
