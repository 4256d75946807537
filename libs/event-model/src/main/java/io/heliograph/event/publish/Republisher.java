package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.MalformedAvroException;
import io.heliograph.event.json.ComputedMembers;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.JsonScanner;
import io.heliograph.event.json.Node;
import io.heliograph.event.source.Sources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes events of an older cluster into events of today (contract dispatcher.md part 2 section 9):
 * of the stages of publishing only InjectId, then what every published event has: tracking fields,
 * headers, topic, model version 6. The rules of publishing are not asked, since old events have
 * actions that may not be published today; only what the key and the topic are made from must be
 * there. Thread-safe; does no input or output.
 */
public final class Republisher {
  private static final String VERSION = "model_version";

  private static final List<String> COMPUTED_AND_VERSION = with(ComputedMembers.NAMES, VERSION);

  /** Keys drawn at random stay: drawn again, tombstones and later forms would miss their event. */
  private static final Set<Model> KEEP_KEY = Set.of(Model.DELETE, Model.DOWNLOAD, Model.RETROHUNT);

  private final Topics topics;
  private final Sources sources;
  private final RandomGenerator random;

  /**
   * @param random makes keys of events that have neither a key nor an identity; thread-safe
   */
  public Republisher(Topics topics, Sources sources, RandomGenerator random) {
    this.topics = topics;
    this.sources = sources;
    this.random = random;
  }

  private static List<String> with(List<String> names, String more) {
    List<String> all = new ArrayList<>(names);
    all.add(more);
    return List.copyOf(all);
  }

  /**
   * The events of a record's value: one in Avro of model versions 4 to 6, or one or a list in JSON.
   *
   * @param formerKey the record's key; empty for none
   * @throws UnreadableEventException when the value is no such thing, to the last byte
   */
  public List<PreparedEvent> events(Model model, byte[] value, String formerKey)
      throws UnreadableEventException {
    if (value.length == 0) {
      throw new UnreadableEventException("the value is empty");
    }
    try {
      return switch (value[0]) {
        case '{' -> List.of(event(model, value, formerKey));
        case '[' -> list(model, value);
        default -> List.of(event(model, AvroEvents.toJson(model, value), formerKey));
      };
    } catch (MalformedAvroException malformed) {
      throw new UnreadableEventException(
          "no Avro of model " + model.wire() + ": " + malformed.getMessage());
    } catch (CorruptEventException corrupt) {
      throw new UnreadableEventException(
          "no event of model " + model.wire() + ": " + corrupt.getMessage());
    }
  }

  private List<PreparedEvent> list(Model model, byte[] json)
      throws CorruptEventException, UnreadableEventException {
    List<PreparedEvent> events = new ArrayList<>();
    JsonScanner scanner = new JsonScanner(json, 0, json.length);
    scanner.expect('[');
    if (!scanner.next(']')) {
      do {
        scanner.peek();
        int start = scanner.position();
        scanner.skip();
        events.add(event(model, Arrays.copyOfRange(json, start, scanner.position()), ""));
      } while (scanner.next(','));
      scanner.expect(']');
    }
    scanner.expectEnd();
    return events;
  }

  private PreparedEvent event(Model model, byte[] json, String formerKey)
      throws CorruptEventException, UnreadableEventException {
    EventScan scan = EventScan.copied(model, json, ComputedMembers.NAMES);
    boolean old = scan.root().number(VERSION) < EventScan.VERSION_MIN;
    if (old) {
      scan = EventScan.copied(model, json, COMPUTED_AND_VERSION);
    }
    Node root = scan.root();
    check(model, root);
    InputKey.fill(model, scan);
    String key = key(model, root, formerKey);
    StringBuilder members = new StringBuilder(512);
    if (old) {
      members.append('"').append(VERSION).append("\":").append(EventScan.VERSION_MIN).append(',');
    }
    members.append("\"kafka_key\":");
    JsonText.quote(members, key);
    Tracking.of(model, root).appendMembers(model, members);
    EventHeaders headers = HeaderFacts.of(model, root);
    boolean expedite = model == Model.BINARY && root.record("flags").flag("expedite");
    return new PreparedEvent(
        model, key, scan.stored(members.toString()), headers, topics.choose(headers, expedite));
  }

  private String key(Model model, Node root, String formerKey) {
    if (KEEP_KEY.contains(model)) {
      String kept = formerKey.isEmpty() ? root.text("kafka_key") : formerKey;
      if (!kept.isEmpty()) {
        return kept;
      }
    }
    return KafkaKey.of(model, root, random);
  }

  private void check(Model model, Node root) throws UnreadableEventException {
    if (root.record("author").text("name").isEmpty()) {
      throw new UnreadableEventException("author.name must not be empty");
    }
    if (!Topics.hasSource(model)) {
      return;
    }
    String source = root.record("source").text("name");
    if (!sources.knows(source)) {
      throw new UnreadableEventException("unknown source: " + EventRules.begin(source));
    }
    if (model == Model.BINARY && root.record("source").records("path").isEmpty()) {
      throw new UnreadableEventException("source.path must not be empty");
    }
  }
}
