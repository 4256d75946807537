package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.injector.EventJson;
import org.junit.jupiter.api.Test;

class InsertsTest {
  private static final String P = "a".repeat(64);

  private static Inserts inserts(long bytesMax, int perParentMax) {
    return new Inserts(
        new InsertSettings() {
          @Override
          public long bytesMax() {
            return bytesMax;
          }

          @Override
          public int perParentMax() {
            return perParentMax;
          }

          @Override
          public int rejectedMax() {
            return 2;
          }
        });
  }

  private static Inserts inserts() {
    return inserts(1 << 20, 10);
  }

  private static void put(Inserts inserts, String key, long offset, String json) {
    byte[] value = json == null ? null : json.getBytes(UTF_8);
    inserts.apply(key, offset, InsertReader.read(key, offset, value));
  }

  private static String insert(String how) {
    return EventJson.insert(P, "b".repeat(64), "extracted", "testing", how);
  }

  @Test
  void shouldReplaceInPlaceWhenTheKeyComesAgain() {
    Inserts inserts = inserts();
    put(inserts, "1", 0, insert("first"));
    put(inserts, "2", 1, insert("other"));
    put(inserts, "1", 2, insert("second"));
    inserts.reached(3);

    assertThat(inserts.of(P)).extracting(Insert::key).containsExactly("1", "2");
    assertThat(new String(inserts.of(P).getFirst().parts().json(), UTF_8)).contains("second");
    assertThat(inserts.parentsSince(2)).containsExactly(P);
    assertThat(inserts.parentsSince(3)).isEmpty();
    assertThat(inserts.size()).isEqualTo(2);
  }

  @Test
  void shouldRemoveOnlyThatKeyWhenATombstoneComes() {
    Inserts inserts = inserts();
    put(inserts, "1", 0, null);
    put(inserts, "1", 1, insert("one"));
    put(inserts, "2", 2, insert("two"));
    put(inserts, "1", 3, null);

    assertThat(inserts.of(P)).extracting(Insert::key).containsExactly("2");
    put(inserts, "2", 4, null);
    assertThat(inserts.isParent(P)).isFalse();
    assertThat(inserts.bytes()).isZero();
  }

  @Test
  void shouldRejectWithAReasonWhenAnInsertIsMalformed() {
    Inserts inserts = inserts();
    put(inserts, "1", 0, insert("good"));
    put(inserts, "1", 1, insert("bad").replace("\"label\":\"content\"", "\"label\":\"text\""));
    put(inserts, "2", 2, "no json");
    put(
        inserts,
        "3",
        3,
        EventJson.insert(P, "b".repeat(64), "guessed", "testing", "unknown action"));

    assertThat(inserts.isParent(P)).isFalse();
    assertThat(inserts.rejected())
        .extracting(RejectedInsert::key, RejectedInsert::position)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("2", 2L),
            org.assertj.core.groups.Tuple.tuple("3", 3L));
    assertThat(inserts.rejected())
        .extracting(RejectedInsert::reason)
        .containsExactly(
            "not an insert event", "entity.child_history.action is not known: guessed");
    put(inserts, "3", 4, insert("good"));
    assertThat(inserts.rejected()).extracting(RejectedInsert::key).containsExactly("2");
  }

  @Test
  void shouldRejectWhenALimitIsReached() {
    Inserts few = inserts(1 << 20, 1);
    put(few, "1", 0, insert("one"));
    put(few, "2", 1, insert("two"));
    Inserts small = inserts(100, 10);
    put(small, "1", 0, insert("one"));

    assertThat(few.of(P)).hasSize(1);
    assertThat(few.rejected())
        .extracting(RejectedInsert::reason)
        .first()
        .asString()
        .contains("hub.inserts.per-parent-max");
    assertThat(small.size()).isZero();
    assertThat(small.rejected())
        .extracting(RejectedInsert::reason)
        .first()
        .asString()
        .contains("hub.inserts.bytes-max");
  }

  @Test
  void shouldFindParentsByPositionWhenTheyAreNotRecentAnyMore() {
    Inserts inserts = inserts(1 << 30, 10);
    for (int i = 0; i < 20_000; i++) {
      String parent = "parent-" + i;
      put(inserts, "k" + i, i, EventJson.insert(parent, "b".repeat(64)));
    }
    inserts.reached(20_000);

    assertThat(inserts.parentsSince(19_998))
        .containsExactlyInAnyOrder("parent-19998", "parent-19999");
    assertThat(inserts.parentsSince(100)).hasSize(19_900).contains("parent-100", "parent-19999");
    assertThat(inserts.parentsSince(0)).hasSize(20_000);
  }
}
