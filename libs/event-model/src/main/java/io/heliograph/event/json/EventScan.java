package io.heliograph.event.json;

import io.heliograph.event.Model;
import io.heliograph.event.json.Shape.Member;
import io.heliograph.event.json.Shape.Presence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over one event: checks every member's type, keeps what {@link Shapes} marks, and notes
 * the edits that make the stored form: unknown members, null members and members that the hub
 * computes are cut, members that Azul always writes are added. Not thread-safe.
 */
public final class EventScan {
  /** Older events are refused as JSON (contract event-model.md section 9). */
  public static final int VERSION_MIN = 6;

  private final JsonScanner scanner;
  private final Edits edits = new Edits();
  private final boolean sent;
  private final Faults faults;
  private List<EventScan> results = List.of();
  private int unknownMembers;
  private boolean emptyRecord;
  private boolean resultsTaken;
  private Node root = Node.EMPTY;

  private EventScan(JsonScanner scanner, boolean sent) {
    this(scanner, sent, new Faults());
  }

  private EventScan(JsonScanner scanner, boolean sent, Faults faults) {
    this.scanner = scanner;
    this.sent = sent;
    this.faults = faults;
  }

  /**
   * Scans an event that a client sent, the scanner's next value; what only the hub sets is cut, and
   * so are the results of a completed status: they become {@link #results}.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventScan sent(Model model, JsonScanner scanner) throws CorruptEventException {
    scanner.requireReadable();
    EventScan scan = new EventScan(scanner, true);
    return scan.current(model, ComputedMembers.of(model));
  }

  /**
   * Scans an event that another hub has stored, the scanner's next value: nothing is to be changed.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventScan foreign(Model model, JsonScanner scanner) throws CorruptEventException {
    scanner.requireReadable();
    return new EventScan(scanner, false).current(model, 0);
  }

  private EventScan current(Model model, long cut) throws CorruptEventException {
    root = whole(Shapes.of(model), cut);
    if (root.number("model_version") < VERSION_MIN) {
      throw CorruptEventException.version(root.number("model_version"));
    }
    return this;
  }

  /**
   * Scans an event as it is stored.
   *
   * @param cut members of the event itself that are cut
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventScan stored(Model model, byte[] json, List<String> cut)
      throws CorruptEventException {
    return stored(model, new JsonScanner(json, 0, json.length), cut);
  }

  /**
   * Scans a stored event that is to be stored again: refuses what strict readers would refuse.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventScan copied(Model model, byte[] json, List<String> cut)
      throws CorruptEventException {
    JsonScanner scanner = new JsonScanner(json, 0, json.length);
    scanner.requireReadable();
    return stored(model, scanner, cut);
  }

  /**
   * Scans an event as it is stored, all that the scanner has.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventScan stored(Model model, JsonScanner scanner, List<String> cut)
      throws CorruptEventException {
    EventScan scan = new EventScan(scanner, false);
    Shape shape = Shapes.of(model);
    scan.root = scan.whole(shape, shape.maskOf(cut));
    scanner.expectEnd();
    return scan;
  }

  /** Another value for the member of the record that may be replaced, where it is. */
  public void replace(Node record, String json) {
    if (record.spanEnd() > 0) {
      edits.replace(record.spanStart(), record.spanEnd(), json);
    }
  }

  /** Adds a member to a record that has others: its name, a colon and a value, as JSON. */
  public void add(Node record, String member) {
    edits.insert(record.end() - 1, "," + member);
  }

  /** What was kept. */
  public Node root() {
    return root;
  }

  /** The bytes of the event as it was scanned. */
  public byte[] bytes() {
    return Arrays.copyOfRange(scanner.bytes(), root.start(), root.end());
  }

  /** The results that were cut from a completed status that a client sent. */
  public List<EventScan> results() {
    return results;
  }

  /** Members that no reader knows, those of {@link #results} included. */
  public int unknownMembers() {
    return unknownMembers + results.stream().mapToInt(result -> result.unknownMembers).sum();
  }

  /** About how many bytes {@link #stored} makes. */
  public long storedBytes(String more) {
    return edits.length(root.start(), root.end()) + more.length() + 1L;
  }

  /**
   * The stored form; to be asked for once.
   *
   * @param more members to be added to the event, as JSON without braces; may be empty
   */
  public byte[] stored(String more) {
    if (!more.isEmpty()) {
      // An event always has members that are kept: those that Azul always writes.
      edits.insert(root.end() - 1, "," + more);
    }
    return edits.apply(scanner.bytes(), root.start(), root.end());
  }

  /** Scans to the end to find all that only this event has to answer for. */
  private Node whole(Shape shape, long cut) throws CorruptEventException {
    Node node = Node.EMPTY;
    try {
      node = event(shape, cut);
    } catch (CorruptEventException corrupt) {
      faults.note(corrupt);
    }
    faults.throwAll();
    return node;
  }

  private Node event(Shape shape, long cut) throws CorruptEventException {
    if (scanner.peek() != '{') {
      throw CorruptEventException.shape(shape.name(), "must be an object");
    }
    return record(shape, cut);
  }

  private Node record(Shape shape, long cut) throws CorruptEventException {
    scanner.enter();
    Node node = Node.begin(shape, scanner);
    Commas commas = new Commas(edits);
    scanner.expect('{');
    long seen = 0;
    if (!scanner.next('}')) {
      do {
        scanner.peek();
        int start = scanner.position();
        scanner.string();
        Member member = shape.find(scanner);
        scanner.expect(':');
        boolean kept = member != null && member(shape, member, node, seen);
        if (kept) {
          seen |= 1L << member.index();
          kept = (cut & 1L << member.index()) == 0 && !cutHere(member);
        } else if (member == null) {
          unknownMembers++;
          scanner.skip();
        }
        cut(commas, start, !kept);
      } while (scanner.next(','));
      scanner.expect('}');
    }
    commas.finish();
    if (scanner.isStrict()) {
      MissingMembers.require(shape, seen, faults);
    }
    long missing = shape.always() & ~seen & ~cut;
    boolean added = missing != 0;
    if (added) {
      scanner.kept().record();
      edits.insert(scanner.position() - 1, MissingMembers.json(shape, missing, commas.kept()));
    }
    emptyRecord = !commas.kept() && !added;
    if (shape.keptCount() > 0) {
      node.endsAt(scanner.position());
    }
    scanner.leave();
    return node;
  }

  private void cut(Commas commas, int start, boolean cut) {
    if (cut) {
      scanner.kept().cut();
    }
    commas.member(start, scanner.position(), cut);
  }

  /** Whether the member just read has to go because of what it holds. */
  private boolean cutHere(Member member) {
    boolean taken = resultsTaken;
    resultsTaken = false;
    return taken
        || (member.presence() == Presence.UNLESS_EMPTY && emptyRecord)
        || (member.presence() == Presence.CUT && scanner.isStrict());
  }

  /** Reads one member's value; false when it is null, as if it were absent. */
  private boolean member(Shape shape, Member member, Node node, long seen)
      throws CorruptEventException {
    if ((seen & 1L << member.index()) != 0) {
      scanner.peek();
      faults.passOver(
          scanner, scanner.position(), scanner.depth(), PlainValue.twice(shape, member));
      return true;
    }
    if (scanner.peek() == 'n') {
      scanner.literal("null");
      // Free JSON that Azul always writes is null when it is empty.
      return member.type() == Shape.Type.RAW && member.presence() == Presence.ALWAYS;
    }
    switch (member.type()) {
      case RECORD -> {
        PlainValue.requireNext(scanner, '{', shape, member);
        Node inner = record(member.inner(), 0);
        if (member.keep()) {
          node.set(member.slot(), inner);
        }
      }
      case RECORDS -> records(shape, member, node);
      default -> {
        int start = scanner.position();
        PlainValue.read(scanner, shape, member, node, faults);
        if (Shapes.isReplaced(shape, member)) {
          node.spanAt(start, scanner.position());
        }
      }
    }
    return true;
  }

  private void records(Shape shape, Member member, Node node) throws CorruptEventException {
    PlainValue.requireNext(scanner, '[', shape, member);
    boolean own = sent && shape == Shapes.STATUS_ENTITY && PlainValue.isCompleted(scanner, node);
    scanner.enter();
    scanner.expect('[');
    List<Node> nodes = new ArrayList<>();
    List<EventScan> scans = new ArrayList<>();
    if (!scanner.next(']')) {
      do {
        PlainValue.requireNext(scanner, '{', shape, member);
        if (own) {
          EventScan scan = new EventScan(scanner, true, faults);
          scan.root = scan.event(Shapes.BINARY, ComputedMembers.OF_RESULT);
          scans.add(scan);
          nodes.add(scan.root);
        } else {
          nodes.add(record(member.inner(), 0));
        }
      } while (scanner.next(','));
      scanner.expect(']');
    }
    if (member.keep()) {
      node.set(member.slot(), nodes);
    }
    if (own) {
      results = scans;
      resultsTaken = true;
    }
    scanner.leave();
  }
}
