package io.heliograph.event.source;

import io.heliograph.event.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The declared sources and entity types. Immutable. */
public final class Sources {
  /** They would mix up with the hub's own topics. */
  private static final List<String> RESERVED_IDS = List.of("azul", "hub");

  private final Map<String, Source> byId;
  private final Map<String, EntityType> entityTypes;

  private Sources(Map<String, Source> byId, Map<String, EntityType> entityTypes) {
    this.byId = Collections.unmodifiableMap(byId);
    this.entityTypes = Collections.unmodifiableMap(entityTypes);
  }

  /** The sources of the file that comes with the hub. */
  public static Sources defaults() {
    try (InputStream file = Sources.class.getResourceAsStream("default-sources.yaml")) {
      if (file == null) {
        throw new IllegalStateException("default-sources.yaml is not on the class path");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads a sources file (contract dispatcher.md part 2 section 3, part 1 row 23).
   *
   * @throws IllegalArgumentException naming the source, the field and the rule that it breaks
   */
  public static Sources parse(String yaml) {
    Map<String, Object> root = Yaml.load(yaml);
    Map<String, Source> sources = new LinkedHashMap<>();
    Yaml.map("sources", root.get("sources"))
        .forEach((id, fields) -> sources.put(id, source(id, fields)));
    Map<String, EntityType> types = new LinkedHashMap<>();
    Yaml.map("entity_types", root.get("entity_types"))
        .forEach((name, fields) -> types.put(name, entityType(name, fields)));
    return new Sources(sources, types);
  }

  private static Source source(String id, @Nullable Object value) {
    String place = "source " + id;
    Yaml.requireName(place, id);
    if (RESERVED_IDS.contains(id)) {
      throw new IllegalArgumentException(place + ": the id is reserved for the hub's own topics");
    }
    Map<String, Object> fields = Yaml.map(place, value);
    Map<String, Object> kafka = Yaml.map(place + ": kafka", fields.get("kafka"));
    Map<String, String> config = new TreeMap<>();
    Yaml.map(place + ": kafka.config", kafka.get("config"))
        .forEach(
            (key, setting) ->
                config.put(key, Yaml.text(place + ": kafka.config." + key, setting, "")));
    return new Source(
        id,
        Yaml.text(place + ": description", fields.get("description"), ""),
        expiry(place + ": expire_events_after", fields.get("expire_events_after")),
        Yaml.count(place + ": kafka.numpartitions", kafka.get("numpartitions")),
        Yaml.count(place + ": kafka.replicationfactor", kafka.get("replicationfactor")),
        config);
  }

  private static Duration expiry(String place, @Nullable Object value) {
    try {
      return Expiry.parse(Yaml.text(place, value, "0"));
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(place + " " + broken.getMessage(), broken);
    }
  }

  private static EntityType entityType(String name, @Nullable Object value) {
    String place = "entity type " + name;
    Yaml.requireName(place, name);
    if (Model.builtin(name).isPresent()) {
      throw new IllegalArgumentException(place + ": the name is that of a built-in type");
    }
    Map<String, Object> fields = Yaml.map(place, value);
    String idPath = Yaml.text(place + ": id", fields.get("id"), "");
    List<String> actions = Yaml.texts(place + ": actions", fields.get("actions"));
    if (idPath.isEmpty() || actions.isEmpty()) {
      throw new IllegalArgumentException(place + ": id and actions must not be empty");
    }
    return new EntityType(name, idPath, actions, Yaml.flag(place + ": data", fields.get("data")));
  }

  /** The source of that id. */
  public Optional<Source> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Whether that source is declared. */
  public boolean knows(String id) {
    return byId.containsKey(id);
  }

  /** All sources, in the order of the file. */
  public Collection<Source> all() {
    return byId.values();
  }

  /** The model of that name, built in or declared here. */
  public Optional<Model> model(String name) {
    return entityTypes.containsKey(name)
        ? Optional.of(new Model.Declared(name))
        : Model.builtin(name);
  }

  /** All models, the built-in ones first. */
  public List<Model> models() {
    List<Model> models = new ArrayList<>(List.of(Model.Builtin.values()));
    entityTypes.keySet().forEach(name -> models.add(new Model.Declared(name)));
    return models;
  }

  /** The declared entity type of that name. */
  public Optional<EntityType> entityType(String name) {
    return Optional.ofNullable(entityTypes.get(name));
  }

  /** All declared entity types, in the order of the file. */
  public Collection<EntityType> entityTypes() {
    return entityTypes.values();
  }
}
