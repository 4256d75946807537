package io.heliograph.event.json;

import io.heliograph.event.Model;
import io.heliograph.event.json.Shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one event: checks every member's type, keeps what {@link Shapes} marks, and notes
 * the edits that make the stored form: unknown members, null members and members that the hub
 * computes are cut, members that the peer always writes are added. Not thread-safe.
 */
public final class EventScan {
  /** Members of an event itself that only the hub sets. */
  private static final Set<String> COMPUTED =
      Set.of(
          "kafka_key",
          "track_source_references",
          "track_links",
          "track_authors",
          "track_link",
          "track_author");

  private static final Set<String> OF_RESULT =
      Set.of("kafka_key", "track_source_references", "track_links", "track_authors", "flags");

  private final byte[] bytes;
  private final JsonScanner scanner;
  private final Edits edits = new Edits();
  private final Set<String> cutAtTop;
  private int unknownMembers;
  private boolean emptyRecord;
  private Node root = Node.EMPTY;

  private EventScan(byte[] bytes, int from, int to, Set<String> cutAtTop) {
    this.bytes = bytes;
    this.scanner = new JsonScanner(bytes, from, to);
    this.cutAtTop = cutAtTop;
  }

  /**
   * Scans an event that a client sent; what only the hub sets is cut.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventScan sent(Model model, byte[] bytes, int from, int to)
      throws CorruptEventException {
    EventScan scan = new EventScan(bytes, from, to, COMPUTED);
    scan.root = scan.record(Shapes.of(model), true);
    scan.scanner.expectEnd();
    return scan;
  }

  /**
   * Scans an event as it is stored or as a status carries it; nothing of the hub's is cut but those
   * members.
   */
  public static EventScan stored(Model model, byte[] bytes, int from, int to, Set<String> cut)
      throws CorruptEventException {
    EventScan scan = new EventScan(bytes, from, to, cut);
    scan.root = scan.record(Shapes.of(model), true);
    scan.scanner.expectEnd();
    return scan;
  }

  /**
   * Scans a result that a status carries: it becomes an event of its own with the flags of the
   * status' input.
   */
  public static EventScan result(byte[] bytes, int from, int to) throws CorruptEventException {
    return stored(Model.BINARY, bytes, from, to, OF_RESULT);
  }

  /** The settings of the source end with this event. */
  public void replaceSettings() {
    Node source = root.record("source");
    source
        .startOf("settings")
        .ifPresent(start -> edits.replace(start, source.endOf("settings").orElseThrow(), "{}"));
    source.set(Shapes.SOURCE.index("settings"), Map.of());
  }

  /** What was kept. */
  public Node root() {
    return root;
  }

  /** Members that no reader knows. */
  public int unknownMembers() {
    return unknownMembers;
  }

  /**
   * The stored form.
   *
   * @param more members to be added to the event, as JSON without braces; may be empty
   */
  public byte[] stored(String more) {
    if (!more.isEmpty()) {
      // An event always has members that are kept: those that the peer always writes.
      edits.insert(root.end - 1, "," + more);
    }
    return edits.apply(bytes, root.start, root.end);
  }

  private Node record(Shape shape, boolean top) throws CorruptEventException {
    if (scanner.peek() != '{') {
      throw PlainValue.wrongType(shape.name(), "an object");
    }
    scanner.enter();
    Node node = new Node(shape, scanner.position());
    MemberCuts cuts = new MemberCuts(edits);
    boolean[] seen = new boolean[shape.size()];
    scanner.expect('{');
    int likely = 0;
    if (!scanner.next('}')) {
      do {
        scanner.peek();
        int start = scanner.position();
        scanner.string();
        Member member = shape.find(scanner, likely);
        scanner.expect(':');
        boolean cut = member(shape, member, node, seen);
        cut |= top && member != null && cutAtTop.contains(member.name());
        cuts.add(start, scanner.position(), cut);
        likely = member == null ? likely : member.index() + 1;
      } while (scanner.next(','));
      scanner.expect('}');
    }
    node.end = scanner.position();
    node.empty = !cuts.kept();
    ShapeRules.afterRecord(shape, node, cuts);
    cuts.finish();
    addMissing(shape, node, top ? withoutCut(shape, seen) : seen, cuts.kept());
    scanner.leave();
    return node;
  }

  /** Reads one member's value; says whether the member has to be cut. */
  private boolean member(Shape shape, @Nullable Member member, Node node, boolean[] seen)
      throws CorruptEventException {
    if (member == null) {
      scanner.skip();
      unknownMembers++;
      return true;
    }
    if (seen[member.index()]) {
      throw CorruptEventException.shape(shape.name() + "." + member.name(), "given twice");
    }
    if (scanner.peek() == 'n') {
      scanner.literal("null");
      return true;
    }
    seen[member.index()] = true;
    emptyRecord = false;
    int start = scanner.position();
    value(shape, member, node);
    node.found(member.index(), start, scanner.position(), emptyRecord);
    return false;
  }

  /** Members that are cut at the top are not added there either. */
  private boolean[] withoutCut(Shape shape, boolean[] seen) {
    for (String name : cutAtTop) {
      shape.find(name).ifPresent(member -> seen[member.index()] = true);
    }
    return seen;
  }

  private void addMissing(Shape shape, Node node, boolean[] seen, boolean anyKept) {
    StringBuilder missing = null;
    List<Member> members = shape.members();
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && members.get(i).always()) {
        missing = missing == null ? new StringBuilder() : missing;
        missing.append(missing.isEmpty() && !anyKept ? "" : ",");
        missing.append('"').append(members.get(i).name()).append("\":");
        missing.append(shape.emptyValue(members.get(i)));
      }
    }
    if (missing != null) {
      edits.insert(node.end - 1, missing.toString());
    }
  }

  private void value(Shape shape, Member member, Node node) throws CorruptEventException {
    switch (member.type()) {
      case RECORD -> {
        Node inner = record(shapeOf(member), false);
        emptyRecord = inner.isEmpty();
        if (member.keep()) {
          node.set(member.index(), inner);
        }
      }
      case RECORDS -> records(shape, member, node);
      default -> PlainValue.read(scanner, shape, member, node);
    }
  }

  private void records(Shape shape, Member member, Node node) throws CorruptEventException {
    PlainValue.requireNext(scanner, '[', PlainValue.nameOf(shape, member), "a list");
    scanner.enter();
    scanner.expect('[');
    List<Node> nodes = new ArrayList<>();
    if (!scanner.next(']')) {
      do {
        Node inner = record(shapeOf(member), false);
        if (member.keep()) {
          nodes.add(inner);
        }
      } while (scanner.next(','));
      scanner.expect(']');
    }
    if (member.keep()) {
      node.set(member.index(), nodes);
    }
    scanner.leave();
  }

  private static Shape shapeOf(Member member) {
    if (member.shape() == null) {
      throw new IllegalStateException(member.name() + " has no shape");
    }
    return member.shape();
  }
}
