package io.heliograph.record.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import io.heliograph.record.Owners;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReservedTagTest {
  private static final Bytes KEY = Owners.owner(0).key();

  @ParameterizedTest
  @CsvSource({
    "20001, peer",
    "20002, root",
    "20003, source",
    "20004, head",
    "20005, withdraw",
    "20006, plugin",
    "20007, trust",
    "20008, list"
  })
  void shouldHaveTheContractsWordWhenATagIsReserved(long tagType, String kind) throws Exception {
    ReservedTag tag = ReservedTag.of(tagType).orElseThrow();

    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    digest.update((kind + "\0").getBytes(StandardCharsets.UTF_8));
    digest.update(KEY.toArray());
    digest.update("\0l\u00e4bel/7".getBytes(StandardCharsets.UTF_8));
    assertThat(tag.identifier(KEY, ReservedTag.shard("l\u00e4bel", 7)))
        .isEqualTo(Bytes.of(digest.digest()));
  }

  @Test
  void shouldKnowNoOthersWhenATagIsNotReserved() {
    assertThat(ReservedTag.of(20000)).isEmpty();
    assertThat(ReservedTag.of(20009)).isEmpty();
    assertThatThrownBy(() -> ReservedTag.PEER.identifier(Bytes.EMPTY, "x"))
        .hasMessageContaining("firstOwner");
  }

  @ParameterizedTest
  @EnumSource(ReservedTag.class)
  void shouldSeeThroughSquattersWhenAnIdentifierIsOfAnotherKey(ReservedTag tag) {
    Bytes identifier = tag.identifier(KEY, "label");
    SignedRecord own = NextVersion.create(tag.tagType(), identifier, Bytes.EMPTY, List.of(KEY));
    SignedRecord foreign =
        NextVersion.create(
            tag.tagType(), identifier, Bytes.EMPTY, List.of(Owners.owner(1).key(), KEY));

    assertThat(tag.isIdentified(own, "label")).isTrue();
    assertThat(tag.isIdentified(own, "other")).isFalse();
    assertThat(tag.isIdentified(foreign, "label")).isFalse();
    assertThat(tag.isIdentified(NextVersion.update(own, Bytes.EMPTY), "label")).isFalse();
  }
}
