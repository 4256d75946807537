package io.heliograph.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dashboard.error.ErrorCode;
import io.heliograph.dashboard.error.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
  private static final String TOKEN = "0123456789abcdef";

  private static Operators with(String token) {
    return new Operators(() -> Optional.ofNullable(token));
  }

  private static Caller local(String authorization) {
    return new Caller(true, false, "127.0.0.1", null, authorization);
  }

  private static Caller remote(String authorization) {
    return new Caller(false, false, "dashboard.example", null, authorization);
  }

  private static ErrorCode refusal(Operators operators, Caller caller) {
    try {
      operators.check(caller);
    } catch (ProblemException refused) {
      assertThat(refused.detail()).doesNotContain(TOKEN);
      return refused.code();
    }
    throw new AssertionError("not refused");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "true, false, 127.0.0.1, none, true",
        "true, false, localhost, none, true",
        "true, false, [::1], none, true",
        "false, false, 127.0.0.1, none, false",
        "true, true, 127.0.0.1, none, false",
        "true, false, 127.0.0.1.nip.example, none, false",
        "true, false, none, none, false",
        "true, false, localhost, http://localhost:3000, false",
      })
  void shouldLetOnlyProgramsHereInWhileNoTokenIsSet(
      boolean loopback, boolean forwarded, String host, String origin, boolean in) {
    Caller caller = new Caller(loopback, forwarded, host, origin, "Bearer " + TOKEN);

    if (in) {
      assertThatCode(() -> with(null).check(caller)).doesNotThrowAnyException();
    } else {
      assertThat(refusal(with(null), caller)).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer 0123456789abcdef", "bearer 0123456789abcdef "})
  void shouldLetWhoHasTheTokenIn(String authorization) {
    assertThatCode(() -> with(TOKEN).check(remote(authorization))).doesNotThrowAnyException();
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
    assertThat(refusal(with(TOKEN), local(authorization))).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(refusal(with(TOKEN), local(null))).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Test
  void shouldNotStartWithATokenThatCanBeGuessed() {
    assertThatThrownBy(() -> with("0123456789abcde"))
        .hasMessage("hub.operator.token has fewer than 16 characters");
  }
}
