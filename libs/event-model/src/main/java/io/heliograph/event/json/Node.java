package io.heliograph.event.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scan kept of one record. Members that are absent read as their zero values. */
public final class Node {
  /** An empty record. */
  public static final Node EMPTY = new Node(new Shape("nothing"), 0);

  private final Shape shape;
  private final @Nullable Object[] values;
  private final int start;
  private int end;
  private int spanStart;
  private int spanEnd;

  Node(Shape shape, int start) {
    this.shape = shape;
    this.values = new Object[shape.keptCount()];
    this.start = start;
  }

  /** A node for the record that is next; of a kind of which nothing is kept it is empty. */
  static Node begin(Shape shape, JsonScanner scanner) {
    if (shape.keptCount() == 0) {
      return EMPTY;
    }
    scanner.kept().record();
    return new Node(shape, scanner.position());
  }

  /** Where the record begins in the scanned bytes. */
  public int start() {
    return start;
  }

  /** Where it ends. */
  public int end() {
    return end;
  }

  void endsAt(int position) {
    end = position;
  }

  void set(int slot, Object value) {
    values[slot] = value;
  }

  void spanAt(int from, int to) {
    spanStart = from;
    spanEnd = to;
  }

  /** Where the value begins that may be replaced ({@link Shapes#isReplaced}). */
  int spanStart() {
    return spanStart;
  }

  /** Where it ends; 0 when there is none. */
  int spanEnd() {
    return spanEnd;
  }

  /** Reads from now as that text. */
  public void setText(String member, String text) {
    values[shape.slot(member)] = text;
  }

  private @Nullable Object get(String member) {
    return values.length == 0 ? null : values[shape.slot(member)];
  }

  /** Whether the member is there. */
  public boolean has(String member) {
    return get(member) != null;
  }

  /** Whether the record had no members, or was absent. */
  public boolean isEmpty() {
    return end - start <= 2;
  }

  /** A text or a time; empty when absent. */
  public String text(String member) {
    return get(member) instanceof String text ? text : "";
  }

  /** The bytes of free JSON; an empty object when absent. */
  public byte[] raw(String member) {
    return get(member) instanceof byte[] json ? json : new byte[] {'{', '}'};
  }

  /** A number, unsigned; 0 when absent. */
  public long number(String member) {
    return get(member) instanceof Long number ? number : 0;
  }

  /** A truth value; false when absent. */
  public boolean flag(String member) {
    return Boolean.TRUE.equals(get(member));
  }

  /** A record; empty when absent. */
  public Node record(String member) {
    return get(member) instanceof Node node ? node : EMPTY;
  }

  /** A list of records; empty when absent. */
  @SuppressWarnings("unchecked") // the scan puts only lists of nodes under records
  public List<Node> records(String member) {
    return get(member) instanceof List<?> list ? (List<Node>) list : List.of();
  }

  /** A map of text; empty when absent. */
  @SuppressWarnings("unchecked") // the scan puts only text under text maps
  public Map<String, String> map(String member) {
    return get(member) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
  }
}
