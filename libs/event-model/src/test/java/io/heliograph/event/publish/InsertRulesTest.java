package io.heliograph.event.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsertRulesTest {
  private static final String CONTENT = "\"size\":9,\"datastreams\":[{\"label\":\"content\"}]";

  private static String violation(String json) throws CorruptEventException {
    return InsertRules.violation(
        EventScan.stored(Model.INSERT, json.getBytes(UTF_8), List.of()).root());
  }

  @Test
  void shouldRefuseWhatTheChildrenWouldBreak() throws CorruptEventException {
    String bare = Events.insert();
    String whole = bare.replace("\"size\":9", CONTENT);

    assertThat(violation(whole)).isNull();
    assertThat(violation(bare))
        .isEqualTo("entity.child.datastreams must have label content for action extracted");
    assertThat(violation(whole.replace("\"extracted\"", "\"guessed\"")))
        .isEqualTo("entity.child_history.action is not known: guessed");
    assertThat(violation(whole.replace("\"extracted\"", "\"mapped\"")))
        .isEqualTo("entity.child.datastreams must not have label content for action mapped");
    assertThat(violation(whole.replace(Events.PARENT, "")))
        .isEqualTo("entity.parent_sha256 must not be empty");
  }
}
