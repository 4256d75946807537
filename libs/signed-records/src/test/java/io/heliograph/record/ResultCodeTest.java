package io.heliograph.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultCodeTest {
  /** The contract's codes, and the answer to whoever asks for what was deleted. */
  @Test
  void shouldHaveTheContractsNames() throws Exception {
    JsonNode vectors =
        new ObjectMapper()
            .readTree(
                Objects.requireNonNull(getClass().getResourceAsStream("structured-data.json")));
    Set<String> wanted = new TreeSet<>(Set.of("gone"));
    vectors.get("results").forEach(code -> wanted.add(code.asText()));

    assertThat(Arrays.stream(ResultCode.values()).map(ResultCode::wireName).toList())
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "OK, 200, ''",
    "UNCHANGED, 200, ''",
    "MALFORMED, 400, InvalidOperation",
    "DATA_TOO_LARGE, 413, DataTooLarge",
    "WRONG_NAME, 422, InvalidOperation",
    "DATA_EXISTS, 409, DataExists",
    "NO_SUCH_DATA, 404, NoSuchData",
    "GONE, 410, NoSuchData",
    "FROZEN, 403, InvalidSuccessor",
    "FAILED_SIGNATURE, 409, InvalidSuccessor"
  })
  void shouldHaveTheContractsStatusAndError(ResultCode code, int status, String error) {
    ResultCode.VaultError vaultError = code.vaultError();

    assertThat(code.httpStatus()).isEqualTo(status);
    assertThat(vaultError == null ? "" : vaultError.wireName()).isEqualTo(error);
    assertThat(code.isRefusal()).isEqualTo(vaultError != null);
  }
}
