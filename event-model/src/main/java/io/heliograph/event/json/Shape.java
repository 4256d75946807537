package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of one kind of record, in the order of the contract. Immutable once built. */
public final class Shape {
  /** What a member holds. */
  public enum Type {
    TEXT,
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

  /**
   * One member.
   *
   * @param always whether the peer writes it even when it is empty, so that we add it
   * @param keep whether a scan keeps the value
   */
  public record Member(
      int index, String name, Type type, boolean always, boolean keep, @Nullable Shape shape) {}

  private final String name;
  private final List<Member> members = new ArrayList<>();
  private final List<byte[]> names = new ArrayList<>();

  Shape(String name) {
    this.name = name;
  }

  /** What this kind of record is called in error texts. */
  public String name() {
    return name;
  }

  Shape optional(String member, Type type) {
    return add(member, type, false, false, null);
  }

  Shape always(String member, Type type) {
    return add(member, type, true, false, null);
  }

  Shape kept(String member, Type type) {
    return add(member, type, false, true, null);
  }

  Shape alwaysKept(String member, Type type) {
    return add(member, type, true, true, null);
  }

  Shape record(String member, Shape shape, boolean always, boolean keep) {
    return add(member, Type.RECORD, always, keep, shape);
  }

  Shape records(String member, Shape shape, boolean always, boolean keep) {
    return add(member, Type.RECORDS, always, keep, shape);
  }

  private Shape add(String member, Type type, boolean always, boolean keep, @Nullable Shape shape) {
    members.add(new Member(members.size(), member, type, always, keep, shape));
    names.add(member.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** All members. */
  public List<Member> members() {
    return members;
  }

  int size() {
    return members.size();
  }

  /**
   * @throws IllegalArgumentException when there is no such member
   */
  public int index(String member) {
    for (Member one : members) {
      if (one.name.equals(member)) {
        return one.index;
      }
    }
    throw new IllegalArgumentException(name + " has no member " + member);
  }

  /** The member of that name, if there is one. */
  Optional<Member> find(String member) {
    return members.stream().filter(one -> one.name.equals(member)).findFirst();
  }

  /** The member that the scanner's last string names, or null; likely the one that comes next. */
  @Nullable Member find(JsonScanner scanner, int likely) {
    int size = names.size();
    for (int i = 0; i < size; i++) {
      int at = likely + i < size ? likely + i : likely + i - size;
      if (scanner.textIs(names.get(at))) {
        return members.get(at);
      }
    }
    return null;
  }

  /** The JSON of a member that is absent though the peer always writes it. */
  String emptyValue(Member member) {
    return switch (member.type) {
      case TEXT -> "\"\"";
      case U32, U64, DOUBLE -> "0";
      case BOOL -> "false";
      case TIME -> "\"0001-01-01T00:00:00Z\"";
      case RAW -> "null";
      case RAW_OBJECT, TEXT_MAP -> "{}";
      case TEXTS, RECORDS -> "[]";
      case RECORD -> member.shape == null ? "{}" : member.shape.emptyRecord();
    };
  }

  private String emptyRecord() {
    StringBuilder json = new StringBuilder("{");
    for (Member member : members) {
      if (member.always) {
        json.append(json.length() > 1 ? "," : "");
        json.append('"').append(member.name).append("\":").append(emptyValue(member));
      }
    }
    return json.append('}').toString();
  }
}
