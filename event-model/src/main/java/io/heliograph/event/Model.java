package io.heliograph.event;

import java.util.Optional;

/**
 * The built-in kinds of event, named as in the URL and the query (contract event-model.md section
 * 1).
 */
public enum Model {
  BINARY("binary"),
  DOWNLOAD("download"),
  INSERT("insert"),
  DELETE("delete"),
  PLUGIN("plugin"),
  STATUS("status"),
  RETROHUNT("retrohunt");

  private final String wire;

  Model(String wire) {
    this.wire = wire;
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }

  /** The model of that wire name, or empty when there is none. */
  public static Optional<Model> fromWire(String name) {
    for (Model model : values()) {
      if (model.wire.equals(name)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }
}
