package io.heliograph.migration;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import java.util.List;
import java.util.Optional;

/**
 * A topic of an Azul cluster, by its name (contract dispatcher.md part 2 section 3): {@code
 * azul.<prefix>.<source>.binary.<action>} or {@code azul.<prefix>.system.<kind>}.
 */
sealed interface SourceTopic {
  /** The whole name. */
  String name();

  /** The name behind {@code azul.<prefix>.}. */
  String shortName();

  /** The model of its records; empty when it holds no events. */
  Optional<Model> model();

  /** Where a tombstone goes whose event is not known. */
  String into(Topics topics);

  /** Binary events of one source and action. */
  record OfSource(String name, String source, String action) implements SourceTopic {
    @Override
    public String shortName() {
      return source + ".binary." + action;
    }

    @Override
    public Optional<Model> model() {
      return Optional.of(Model.BINARY);
    }

    @Override
    public String into(Topics topics) {
      return topics.consumed(Model.BINARY, List.of(source), List.of(action)).getFirst();
    }
  }

  /** All else; what is neither a model nor a queue of binary events holds no events. */
  record OfSystem(String name, String kind) implements SourceTopic {
    @Override
    public String shortName() {
      return "system." + kind;
    }

    @Override
    public Optional<Model> model() {
      return switch (kind) {
        case "expedite", "error" -> Optional.of(Model.BINARY);
        case "binary" -> Optional.empty();
        case "observation" -> Optional.empty();
        default -> Model.builtin(kind);
      };
    }

    @Override
    public String into(Topics topics) {
      return switch (kind) {
        case "expedite" -> topics.expedite();
        case "error" -> topics.error();
        default -> topics.system(model().orElseThrow());
      };
    }
  }

  /** What all names of that prefix begin with. */
  static String start(String prefix) {
    return "azul." + prefix + '.';
  }

  /** The topic of that name, or empty when it is none of that prefix's. */
  static Optional<SourceTopic> of(String prefix, String name) {
    if (!name.startsWith(start(prefix))) {
      return Optional.empty();
    }
    List<String> parts = List.of(name.substring(start(prefix).length()).split("\\.", -1));
    if (parts.contains("")) {
      return Optional.empty();
    }
    if (parts.size() == 2 && parts.getFirst().equals("system")) {
      return Optional.of(new OfSystem(name, parts.get(1)));
    }
    if (parts.size() == 3 && parts.get(1).equals("binary")) {
      return Optional.of(new OfSource(name, parts.get(0), parts.get(2)));
    }
    return Optional.empty();
  }
}
