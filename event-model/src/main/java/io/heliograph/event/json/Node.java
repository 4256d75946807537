package io.heliograph.event.json;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a scan kept of one record. Members that are absent read as their zero values. */
public final class Node {
  /** An empty record. */
  public static final Node EMPTY = new Node(new Shape("nothing"), 0);

  private final Shape shape;
  private final @Nullable Object[] values;
  private final int[] starts;
  private final int[] ends;
  private final boolean[] emptyObjects;
  final int start;
  int end;
  boolean empty;

  Node(Shape shape, int start) {
    this.shape = shape;
    this.values = new Object[shape.size()];
    this.starts = new int[shape.size()];
    this.ends = new int[shape.size()];
    this.emptyObjects = new boolean[shape.size()];
    this.start = start;
  }

  /** Where the record begins in the scanned bytes. */
  public int start() {
    return start;
  }

  /** Where it ends. */
  public int end() {
    return end;
  }

  boolean isEmpty() {
    return empty;
  }

  void set(int index, Object value) {
    values[index] = value;
  }

  void found(int index, int from, int to, boolean emptyObject) {
    starts[index] = from;
    ends[index] = to;
    emptyObjects[index] = emptyObject;
  }

  /** Where that member's value begins, if it is there. */
  OptionalInt startOf(String member) {
    int index = shape.index(member);
    return ends[index] == 0 ? OptionalInt.empty() : OptionalInt.of(starts[index]);
  }

  /** Where that member's value ends, if it is there. */
  OptionalInt endOf(String member) {
    int position = ends[shape.index(member)];
    return position == 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** Whether that member is an object without members of the shape. */
  boolean isEmptyObject(String member) {
    return emptyObjects[shape.index(member)];
  }

  private @Nullable Object get(String member) {
    return values.length == 0 ? null : values[shape.index(member)];
  }

  public boolean has(String member) {
    return get(member) != null;
  }

  public String text(String member) {
    return get(member) instanceof String text ? text : "";
  }

  public long number(String member) {
    return get(member) instanceof Long number ? number : 0;
  }

  public boolean flag(String member) {
    return Boolean.TRUE.equals(get(member));
  }

  public Node record(String member) {
    return get(member) instanceof Node node ? node : EMPTY;
  }

  @SuppressWarnings("unchecked") // the scanner puts only lists of nodes under records
  public List<Node> records(String member) {
    return get(member) instanceof List<?> list ? (List<Node>) list : List.of();
  }

  @SuppressWarnings("unchecked") // the scanner puts only text under text maps
  public Map<String, String> map(String member) {
    return get(member) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
  }
}
