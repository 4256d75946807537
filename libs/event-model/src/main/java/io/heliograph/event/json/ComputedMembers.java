package io.heliograph.event.json;

import io.heliograph.event.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which members of an event only the hub sets: what a client sends there is cut. */
public final class ComputedMembers {
  /** Their names. */
  public static final List<String> NAMES =
      List.of(
          "kafka_key",
          "dequeued",
          "retries",
          "track_source_references",
          "track_links",
          "track_authors",
          "track_link",
          "track_author");

  /** A result becomes an event with the flags of the status' input and today's version. */
  static final long OF_RESULT =
      Shapes.BINARY.maskOf(NAMES) | Shapes.BINARY.maskOf(List.of("model_version", "flags"));

  private static final Map<Shape, Long> OF_SHAPE = new HashMap<>();

  static {
    for (Model model : Model.Builtin.values()) {
      OF_SHAPE.put(Shapes.of(model), Shapes.of(model).maskOf(NAMES));
    }
  }

  private ComputedMembers() {}

  /** One bit for each such member of the model's events. */
  static long of(Model model) {
    return OF_SHAPE.getOrDefault(Shapes.of(model), 0L);
  }
}
