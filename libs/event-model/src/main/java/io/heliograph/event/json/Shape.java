package io.heliograph.event.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one kind of record, in the order in which Avro writes them (contract
 * event-model.md section 9). Immutable once built.
 */
public final class Shape {
  /** What a member holds. */
  public enum Type {
    TEXT,
    /** Text without control characters. */
    NAME,
    /** One of the types that the value of a feature can have; never absent. */
    FEATURE_TYPE,
    U32,
    U64,
    BOOL,
    DOUBLE,
    TIME,
    RAW,
    RAW_OBJECT,
    TEXTS,
    TEXT_MAP,
    RECORD,
    RECORDS
  }

  /** Whether a member is written when it is empty. */
  public enum Presence {
    /** Azul writes it even then, so we add it where it is missing. */
    ALWAYS,
    OPTIONAL,
    /** Strict readers refuse an empty object there, so we cut it. */
    UNLESS_EMPTY,
    /** Strict readers refuse it, so we cut it. */
    CUT
  }

  /** What older Avro schemas did otherwise. */
  public enum History {
    SAME,
    /** Written since version 5. */
    SINCE_5,
    /** Versions 4 and 5 wrote one more text before it. */
    AFTER_LEGACY
  }

  /**
   * One member.
   *
   * @param slot where a {@link Node} keeps the value, or -1 when a scan does not keep it
   */
  public record Member(
      int index,
      String name,
      Type type,
      Presence presence,
      int slot,
      @Nullable Shape shape,
      History history) {

    boolean keep() {
      return slot >= 0;
    }

    /**
     * The shape of a record or of a list's records.
     *
     * @throws IllegalStateException for other types
     */
    public Shape inner() {
      if (shape == null) {
        throw new IllegalStateException(name + " is no record");
      }
      return shape;
    }
  }

  private final String name;
  private final List<Member> members = new ArrayList<>();
  private final MemberNames names = new MemberNames();
  private final List<String> keptNames = new ArrayList<>();
  private long always;
  private long required;

  Shape(String name) {
    this.name = name;
  }

  /** What this kind of record is called in error texts. */
  public String name() {
    return name;
  }

  Shape optional(String member, Type type) {
    return add(member, type, Presence.OPTIONAL, false, null);
  }

  Shape always(String member, Type type) {
    return add(member, type, Presence.ALWAYS, false, null);
  }

  Shape cut(String member, Type type) {
    return add(member, type, Presence.CUT, false, null);
  }

  Shape kept(String member, Type type) {
    return add(member, type, Presence.OPTIONAL, true, null);
  }

  Shape alwaysKept(String member, Type type) {
    return add(member, type, Presence.ALWAYS, true, null);
  }

  Shape record(String member, Shape shape) {
    return add(member, Type.RECORD, Presence.ALWAYS, shape.keptCount() > 0, shape);
  }

  Shape unlessEmpty(String member, Shape shape) {
    return add(member, Type.RECORD, Presence.UNLESS_EMPTY, shape.keptCount() > 0, shape);
  }

  Shape records(String member, Shape shape, Presence presence) {
    return add(member, Type.RECORDS, presence, shape.keptCount() > 0, shape);
  }

  /** The member added last was written otherwise by older versions. */
  Shape with(History history) {
    Member last = members.removeLast();
    members.add(
        new Member(
            last.index, last.name, last.type, last.presence, last.slot, last.shape, history));
    return this;
  }

  private Shape add(
      String member, Type type, Presence presence, boolean keep, @Nullable Shape shape) {
    int index = members.size();
    int slot = keep ? keptNames.size() : -1;
    members.add(new Member(index, member, type, presence, slot, shape, History.SAME));
    names.add(member);
    if (keep) {
      keptNames.add(member);
    }
    always |= presence == Presence.ALWAYS ? 1L << index : 0;
    required |= type == Type.FEATURE_TYPE ? 1L << index : 0;
    return this;
  }

  /** All members. */
  public List<Member> members() {
    return members;
  }

  int keptCount() {
    return keptNames.size();
  }

  /** The members that are always written, one bit each. */
  long always() {
    return always;
  }

  /** The members that must be given, one bit each. */
  long required() {
    return required;
  }

  /** The members of those names, one bit each; names that are no members do not count. */
  long maskOf(List<String> wanted) {
    long mask = 0;
    for (Member member : members) {
      mask |= wanted.contains(member.name) ? 1L << member.index : 0;
    }
    return mask;
  }

  /**
   * Where a node keeps that member.
   *
   * @throws IllegalArgumentException when it keeps none of that name
   */
  int slot(String member) {
    for (int i = 0; i < keptNames.size(); i++) {
      if (keptNames.get(i).equals(member)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " keeps no member " + member);
  }

  /** The member that the scanner's last string names, or null. */
  public @Nullable Member find(JsonScanner scanner) {
    int at = names.find(scanner);
    return at < 0 ? null : members.get(at);
  }

  /** The JSON of a member that is absent though Azul always writes it. */
  public String emptyValue(Member member) {
    return switch (member.type) {
      case TEXT, NAME, FEATURE_TYPE -> "\"\"";
      case U32, U64, DOUBLE -> "0";
      case BOOL -> "false";
      case TIME -> "\"0001-01-01T00:00:00Z\"";
      case RAW -> "null";
      case RAW_OBJECT, TEXT_MAP -> "{}";
      case TEXTS, RECORDS -> "[]";
      case RECORD -> member.inner().emptyRecord();
    };
  }

  private String emptyRecord() {
    StringBuilder json = new StringBuilder("{");
    for (Member member : members) {
      if (member.presence == Presence.ALWAYS) {
        json.append(json.length() > 1 ? "," : "");
        json.append('"').append(member.name).append("\":").append(emptyValue(member));
      }
    }
    return json.append('}').toString();
  }
}
