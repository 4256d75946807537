package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.injector.memory.MemoryPlan;
import io.heliograph.testkit.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsertsTest {
  private static final String P = "a".repeat(64);

  private static Inserts inserts(long bytesMax, int perParentMax) {
    return inserts(bytesMax, perParentMax, 1 << 20, 1 << 30);
  }

  private static Inserts inserts(
      long bytesMax, int perParentMax, int perAuthorMax, long perAuthorBytesMax) {
    return new Inserts(
        new InsertSettings() {
          @Override
          public long bytesMax() {
            return bytesMax;
          }

          @Override
          public int countMax() {
            return 20_000;
          }

          @Override
          public int perParentMax() {
            return perParentMax;
          }

          @Override
          public int perAuthorMax() {
            return perAuthorMax;
          }

          @Override
          public long perAuthorBytesMax() {
            return perAuthorBytesMax;
          }

          @Override
          public int rejectedMax() {
            return 2;
          }
        },
        new MemoryPlan(4L << 30));
  }

  private static List<RejectedInsert> rejected(Inserts inserts) {
    return inserts.rejected(-1, 100);
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
    assertThat(rejected(inserts))
        .extracting(RejectedInsert::key, RejectedInsert::position)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("2", 2L),
            org.assertj.core.groups.Tuple.tuple("3", 3L));
    assertThat(rejected(inserts))
        .extracting(RejectedInsert::reason)
        .containsExactly(
            "not an insert event", "entity.child_history.action is not known: guessed");
    put(inserts, "3", 4, insert("good"));
    assertThat(rejected(inserts)).extracting(RejectedInsert::key).containsExactly("2");
  }

  @Test
  void shouldRejectWhenALimitIsReached() {
    Inserts few = inserts(1 << 20, 1);
    put(few, "1", 0, insert("one"));
    put(few, "2", 1, insert("two"));
    Inserts small = inserts(100, 10);
    put(small, "1", 0, insert("one"));

    assertThat(few.of(P)).hasSize(1);
    assertThat(rejected(few))
        .extracting(RejectedInsert::reason)
        .first()
        .asString()
        .contains("hub.inserts.per-parent-max");
    assertThat(small.size()).isZero();
    assertThat(rejected(small))
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

  private static String by(String author, String parent) {
    return EventJson.insert(parent, "b".repeat(64)).replace("\"ann\"", '"' + author + '"');
  }

  @Test
  void shouldRejectInsertsOfOneAuthorOnlyWhenThatAuthorHasTooMany() {
    Inserts inserts = inserts(1 << 20, 10, 2, 1 << 20);
    put(inserts, "1", 0, by("eve", "p1"));
    put(inserts, "2", 1, by("eve", "p2"));
    put(inserts, "3", 2, by("eve", "p3"));
    put(inserts, "4", 3, by("bob", "p3"));

    assertThat(inserts.find("3")).isEmpty();
    assertThat(inserts.find("4")).isPresent();
    assertThat(inserts.size()).isEqualTo(3);
    assertThat(inserts.rejected("3").orElseThrow().reason()).contains("hub.inserts.per-author-max");
    assertThat(inserts.refusedCount()).isEqualTo(1);

    put(inserts, "1", 4, null);
    put(inserts, "3", 5, by("eve", "p3"));
    assertThat(inserts.find("3")).isPresent();
    assertThat(inserts.rejected("3")).isEmpty();
  }

  @Test
  void shouldLetAnAuthorReplaceAnInsertWhenNoMoreAreAllowed() {
    Inserts inserts = inserts(1 << 20, 1, 1, 1 << 20);
    put(inserts, "1", 0, by("eve", "p1"));
    put(inserts, "1", 1, by("eve", "p1").replace("by hand", "again"));
    put(inserts, "1", 2, by("eve", "p2"));
    put(inserts, "2", 3, by("eve", "p2"));

    assertThat(inserts.find("1").orElseThrow().position()).isEqualTo(2);
    assertThat(inserts.find("2")).isEmpty();
  }

  @Test
  void shouldRejectWhenOneAuthorTakesTooMuchMemory() {
    Inserts inserts = inserts(1 << 20, 10, 10, 1_500);
    put(inserts, "1", 0, by("eve", "p1"));
    put(inserts, "2", 1, by("eve", "p2"));
    put(inserts, "3", 2, by("eve", "p3"));
    put(inserts, "4", 3, by("bob", "p4"));

    assertThat(inserts.find("1")).isPresent();
    assertThat(inserts.find("3")).isEmpty();
    assertThat(inserts.find("4")).isPresent();
    assertThat(inserts.rejected("3").orElseThrow().reason())
        .contains("hub.inserts.per-author-bytes-max");
  }

  @Test
  void shouldRejectWhenThereAreSoManyInAll() {
    Inserts inserts = inserts(1 << 30, 10);
    for (int i = 0; i <= 20_000; i++) {
      put(inserts, "k" + i, i, by("a" + i, "parent-" + i));
    }

    assertThat(inserts.size()).isEqualTo(20_000);
    assertThat(inserts.rejected("k20000").orElseThrow().reason()).contains("hub.inserts.count-max");
  }

  @Test
  void shouldGiveAllBytesBackWhenAllInsertsAreRemoved() {
    Inserts inserts = inserts();
    put(inserts, "1", 0, by("eve", "p1"));
    put(inserts, "2", 1, by("eve", "p1"));
    put(inserts, "1", 2, by("bob", "p1"));
    put(inserts, "2", 3, by("bob", "p3"));
    assertThat(inserts.bytes()).isPositive();
    put(inserts, "1", 4, null);
    put(inserts, "2", 5, "no insert");

    assertThat(inserts.bytes()).isZero();
    assertThat(inserts.size()).isZero();
  }

  @Test
  void shouldKeepTheListShortWhenTheTextsAreLong() {
    Inserts inserts = inserts();
    String action = "x".repeat(1_000_000);
    put(inserts, "1", 0, EventJson.insert(P, "b".repeat(64), action, "testing", "how"));
    put(inserts, "y".repeat(500_000), 1, insert("fine but for its key"));

    assertThat(rejected(inserts))
        .hasSize(2)
        .allSatisfy(
            one -> assertThat(one.key().length() + one.reason().length()).isLessThan(1_000));
    put(inserts, "y".repeat(500_000), 2, null);
    assertThat(rejected(inserts)).hasSize(1);
    assertThat(inserts.rejected(0, 10)).isEmpty();
    assertThat(inserts.rejected(-1, 1)).hasSize(1);
  }

  @Test
  void shouldSayThatTheyAreOthersBeforeTheyAreGone() {
    Inserts inserts = inserts();
    inserts.clear("first");
    put(inserts, "1", 0, insert("one"));
    int generation = inserts.generation();
    inserts.clear("second");

    assertThat(inserts.generation()).isNotEqualTo(generation);
    assertThat(inserts.topicId()).isEqualTo("second");
    assertThat(inserts.size() + inserts.bytes()).isZero();
    put(inserts, "1", 0, insert("one"));
    assertThat(inserts.of(P)).hasSize(1);
  }
}
