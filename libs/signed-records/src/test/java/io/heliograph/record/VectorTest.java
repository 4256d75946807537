package io.heliograph.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.record.rule.Decision;
import io.heliograph.record.rule.JdkVerifier;
import io.heliograph.record.rule.Profile;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.rule.RulePolicy;
import io.heliograph.record.rule.StoredRecord;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorTest {
  static List<Vector> all() {
    return Vector.all();
  }

  /** Those whose record can be read; the two of the largest size have no forms beside them. */
  static List<Vector> readable() {
    return all().stream()
        .filter(one -> one.derived().isObject() && !one.expected().equals("data_too_large"))
        .toList();
  }

  @Test
  void shouldHaveAllVectorsWhenTheyAreRead() {
    assertThat(all()).hasSize(85);
    assertThat(readable()).hasSize(75);
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldAnswerAsTheContractWhenTheProfileIsTheFederations(Vector vector) {
    assertThat(code(vector, Profile.FEDERATION)).isEqualTo(vector.expected());
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldAnswerAsTheContractWhenTheProfileIsTheRfcs(Vector vector) {
    assertThat(code(vector, Profile.RFC)).isEqualTo(vector.expectedByRfc());
  }

  @ParameterizedTest
  @MethodSource("readable")
  void shouldHaveTheContractsFormsWhenARecordIsRead(Vector vector) {
    SignedRecord record = RecordForm.JSON.read(vector.record());

    JsonNode derived = vector.derived();
    byte[] binary = record.toBinary();
    assertThat(record.name().hex()).isEqualTo(derived.get("name").asText());
    assertThat(binary).hasSize(derived.get("binary_length").asInt()).hasSize(record.size());
    assertThat(Sha512.of(binary).hex()).isEqualTo(derived.get("binary_sha512").asText());
    if (derived.has("binary_hex")) {
      assertThat(HexFormat.of().formatHex(binary)).isEqualTo(derived.get("binary_hex").asText());
      assertThat(HexFormat.of().formatHex(record.signedBytes()))
          .isEqualTo(derived.get("signing_input_hex").asText());
    }
    assertThat(RecordForm.BINARY.read(binary)).isEqualTo(record);
    assertThat(RecordForm.JSON.read(record.toJson())).isEqualTo(record);
  }

  @Test
  void shouldStoreSignaturesInTheOwnersOrderWhenTheyComeInAnother() {
    Vector vector =
        all().stream().filter(one -> one.id().equals("sd-36")).findFirst().orElseThrow();

    Decision decision = decide(vector, Profile.FEDERATION);

    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    SignedRecord stored = ((Decision.Accepted) decision).next().current();
    assertThat(stored.recordId().hex())
        .isEqualTo(vector.derived().get("stored_binary_sha512").asText());
  }

  private static String code(Vector vector, Profile profile) {
    return decide(vector, profile).code().wireName();
  }

  private static Decision decide(Vector vector, Profile profile) {
    RecordRules rules = new RecordRules(profile, RulePolicy.DEFAULT, new JdkVerifier());
    try {
      byte[] given = vector.given();
      StoredRecord stored =
          given == null ? null : StoredRecord.of(RecordForm.JSON.read(given), true);
      return rules.decide(
          vector.operation(), vector.name(), RecordForm.JSON.read(vector.record()), stored);
    } catch (RecordException e) {
      return Decision.refused(e);
    }
  }
}
