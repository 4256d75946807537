package io.heliograph.injector.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Model;
import io.heliograph.event.json.Node;
import io.heliograph.event.publish.PublishOutcome;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.insert.Insert;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes children (contract dispatcher.md part 2 section 5): author, action and last step are the
 * insert's, the entity too; source and steps before are the parent's; flags are not inherited. Key
 * and tracking fields come from the publish stages, as for an event that was posted. Thread-safe.
 */
public final class Children {
  private final InstantSource clock;
  private final int levelsMax;
  private final int eventBytesMax;

  /**
   * Limits.
   *
   * @param levelsMax injections in a row
   * @param eventBytesMax of a child's JSON
   */
  public Children(InstantSource clock, int levelsMax, int eventBytesMax) {
    this.clock = clock;
    this.levelsMax = levelsMax;
    this.eventBytesMax = eventBytesMax;
  }

  /** The child that the parent gets by the insert, or why it gets none. */
  public InjectionDecision of(Parent parent, Insert insert, PublishPipeline stages) {
    if (!parent.isInjectable()) {
      return new InjectionDecision.Refused(
          Refusal.NOT_INJECTABLE, "the last two steps of its path are of the same file");
    }
    if (parent.level() >= levelsMax) {
      return new InjectionDecision.Refused(
          Refusal.TOO_DEEP, parent.level() + " injections in a row led to it");
    }
    Insert.Parts parts = insert.parts();
    if (isAmongTheSteps(parent, parts.history())) {
      return new InjectionDecision.Refused(
          Refusal.LOOP, "this insert is among the steps of its path");
    }
    return published(parent, parts, stages);
  }

  private static boolean isAmongTheSteps(Parent parent, Node history) {
    for (Node step : parent.path()) {
      if (step.text("sha256").equals(history.text("sha256"))
          && step.text("action").equals(history.text("action"))
          && step.record("author").text("name").equals(history.record("author").text("name"))) {
        return true;
      }
    }
    return false;
  }

  private InjectionDecision published(Parent parent, Insert.Parts parts, PublishPipeline stages) {
    try {
      PublishOutcome outcome = stages.json(Model.BINARY, json(parent, parts));
      if (!outcome.failures().isEmpty()) {
        return new InjectionDecision.Refused(
            Refusal.INVALID, outcome.failures().getFirst().error());
      }
      if (outcome.events().isEmpty()) {
        return new InjectionDecision.Refused(Refusal.AGED_OFF, "its source has expired");
      }
      int bytes = outcome.events().getFirst().json().length;
      return bytes > eventBytesMax
          ? new InjectionDecision.Refused(Refusal.TOO_LARGE, bytes + " bytes vs " + eventBytesMax)
          : new InjectionDecision.Child(outcome.events().getFirst(), parent.level() + 1, parts);
    } catch (UnreadableBodyException unreadable) {
      return new InjectionDecision.Refused(Refusal.INVALID, unreadable.detail());
    }
  }

  private byte[] json(Parent parent, Insert.Parts parts) {
    Node history = parts.history();
    Node source = parent.event().record("source");
    int pathEnd = parent.path().getLast().end();
    ByteArrayOutputStream out = new ByteArrayOutputStream(parent.json().length);
    text(out, "{\"model_version\":6,\"kafka_key\":\"\",\"timestamp\":\"");
    text(out, Instant.ofEpochMilli(clock.millis()).toString());
    text(out, "\",\"author\":");
    text(out, parts.text(history.record("author")));
    text(out, ",\"action\":\"" + history.text("action"));
    text(out, "\",\"flags\":{},\"source\":");
    out.write(parent.json(), source.start(), pathEnd - source.start());
    text(out, "," + parts.text(history));
    out.write(parent.json(), pathEnd, source.end() - pathEnd);
    text(out, ",\"entity\":");
    text(out, parts.text(parts.child()));
    text(out, "}");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(UTF_8));
  }
}
