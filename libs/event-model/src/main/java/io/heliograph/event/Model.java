package io.heliograph.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of event, named as in the URL and the query: the built-in ones (contract event-model.md
 * section 1, dispatcher.md part 1 row 23) and those that the sources file declares. Two models of
 * one name are equal.
 */
public sealed interface Model {
  Builtin BINARY = Builtin.BINARY;
  Builtin DOWNLOAD = Builtin.DOWNLOAD;
  Builtin INSERT = Builtin.INSERT;
  Builtin DELETE = Builtin.DELETE;
  Builtin PLUGIN = Builtin.PLUGIN;
  Builtin STATUS = Builtin.STATUS;
  Builtin RETROHUNT = Builtin.RETROHUNT;
  Builtin OBSERVATION = Builtin.OBSERVATION;

  // No method here has a body: else the enum could not be initialised without this interface, whose
  // constants need the enum, and two threads could wait for each other.

  /** The name on the wire. */
  String wire();

  /** Whether its entity is free JSON about something of a source. */
  boolean isFree();

  /** Whether events of the model have an Avro form: those that Azul knows too. */
  boolean hasAvro();

  /** The kinds that every hub knows. */
  enum Builtin implements Model {
    BINARY("binary"),
    DOWNLOAD("download"),
    INSERT("insert"),
    DELETE("delete"),
    PLUGIN("plugin"),
    STATUS("status"),
    RETROHUNT("retrohunt"),
    /** A message between organisations: meta and payload of an IEP04 envelope. */
    OBSERVATION("observation");

    private final String wire;

    Builtin(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }

    @Override
    public boolean isFree() {
      return this == OBSERVATION;
    }

    @Override
    public boolean hasAvro() {
      return this != OBSERVATION;
    }
  }

  /** A kind that is declared by configuration. */
  record Declared(String wire) implements Model {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public Declared {
      if (!NAME.matcher(wire).matches() || builtin(wire).isPresent()) {
        throw new IllegalArgumentException("not the name of a declared model: " + wire);
      }
    }

    @Override
    public boolean isFree() {
      return true;
    }

    @Override
    public boolean hasAvro() {
      return false;
    }
  }

  /** The built-in model of that wire name, or empty when there is none. */
  static Optional<Model> builtin(String name) {
    for (Builtin model : Builtin.values()) {
      if (model.wire.equals(name)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }

  /** The model of that wire name, built in or not; empty when it can be no model's name. */
  static Optional<Model> fromWire(String name) {
    Optional<Model> known = builtin(name);
    return known.isPresent() || !Declared.NAME.matcher(name).matches()
        ? known
        : Optional.of(new Declared(name));
  }
}
