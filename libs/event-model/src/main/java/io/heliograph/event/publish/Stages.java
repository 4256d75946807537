package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Faults;
import io.heliograph.event.json.Node;
import io.heliograph.event.publish.PublishPipeline.Settings;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one scanned event: rules, PipelineAgeoff, ProduceStatusResults, InjectId,
 * FilterPreviouslyDeleted, SourceSettingRemoval, headers and topic (contract dispatcher.md part 2
 * section 4.8). A status whose results could not all be published fails whole: it is the
 * acknowledgement. Thread-safe.
 */
final class Stages {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  private static final int ID_CHARACTERS = 12;

  private final FreeEntities free;
  private final Settings settings;
  private final PurgeSet purge;
  private final AgeOff ageOff;
  private final RandomGenerator random;

  Stages(Settings settings, PurgeSet purge, AgeOff ageOff, RandomGenerator random) {
    this.settings = settings;
    this.free = new FreeEntities(settings.sources());
    this.purge = purge;
    this.ageOff = ageOff;
    this.random = random;
  }

  void accept(Model model, EventScan scan, OutcomeBuilder outcome) {
    outcome.unknownMembers += scan.unknownMembers();
    String violation = check(model, scan).told();
    if (violation != null) {
      outcome.failed(scan, violation, about(model, scan.root()));
      return;
    }
    outcome.totalOk++;
    if (model == Model.STATUS) {
      hideProof(scan);
    }
    EventHeaders headers = headers(model, scan.root());
    boolean ages = model == Model.BINARY || model == Model.STATUS;
    if (ages && ageOff.isExpired(headers)) {
      outcome.filtered("PipelineAgeoff");
      return;
    }
    finish(new Event(model, scan, "", isExpedited(model, scan.root())), headers, outcome, true);
    if (!scan.results().isEmpty()) {
      finishResults(scan, outcome);
    }
  }

  /** Before the key is made: it is of the form that is stored. */
  private void hideProof(EventScan status) {
    Node input = status.root().record("entity").record("input");
    String sent = input.text("dequeued");
    String stored = settings.storedDequeued().apply(sent);
    if (!stored.equals(sent)) {
      StringBuilder json = new StringBuilder(stored.length() + 2);
      JsonText.quote(json, stored);
      status.replace(input, json.toString());
      input.setText("dequeued", stored);
    }
  }

  /** An event that another hub has stored: it is checked like any, and not changed. */
  void acceptForeign(Model model, EventScan scan, String provenance, OutcomeBuilder outcome) {
    Node root = scan.root();
    String key = root.text("kafka_key");
    Faults faults = check(model, scan);
    if (!isKey(model, key)) {
      faults.add("kafka_key must be 32 lower-case hexadecimal digits or an observation's id");
    }
    if (scan.unknownMembers() > 0) {
      faults.add("must not have members that are not in the model");
    }
    String violation = faults.told();
    if (violation != null) {
      outcome.failed(scan, violation, about(model, scan.root()));
      return;
    }
    outcome.totalOk++;
    EventHeaders headers = headers(model, root).from(provenance);
    if (model == Model.BINARY && ageOff.isExpired(headers)) {
      outcome.filtered("PipelineAgeoff");
    } else if (purge.purged(headers, key, Tracking.of(model, root))) {
      outcome.filtered("FilterPreviouslyDeleted");
    } else {
      // Another hub's hurry is not ours (contract part 1 row 31).
      String topic = settings.topics().choose(headers, false);
      outcome.reserve(root.end() - root.start());
      outcome.add(new PreparedEvent(model, key, scan.bytes(), headers, topic), true);
    }
  }

  private void finishResults(EventScan scan, OutcomeBuilder outcome) {
    Node flags = scan.root().record("entity").record("input").record("flags");
    for (EventScan result : scan.results()) {
      String members = ResultMembers.of(result.root(), flags);
      Event event = new Event(Model.BINARY, result, members, flags.flag("expedite"));
      finish(event, HeaderFacts.of(Model.BINARY, result.root()), outcome, false);
    }
  }

  private EventHeaders headers(Model model, Node event) {
    EventHeaders headers = HeaderFacts.of(model, event);
    return model instanceof Model.Declared ? headers.about(free.id(model, event)) : headers;
  }

  /** The source and the beginning of the id. */
  private static String about(Model model, Node event) {
    String source = Topics.hasSource(model) ? event.record("source").text("name") : "";
    String id =
        model == Model.BINARY || model == Model.DOWNLOAD ? HeaderFacts.entityId(model, event) : "";
    String begin = id.length() > ID_CHARACTERS ? id.substring(0, ID_CHARACTERS) + ".." : id;
    String about = source.isEmpty() || begin.isEmpty() ? source + begin : source + '/' + begin;
    return EventRules.begin(about);
  }

  private static boolean isKey(Model model, String key) {
    return model == Model.OBSERVATION
        ? FreeEntities.isObservationId(key)
        : KEY.matcher(key).matches();
  }

  private static boolean isExpedited(Model model, Node event) {
    return model == Model.BINARY && event.record("flags").flag("expedite");
  }

  private Faults check(Model model, EventScan scan) {
    Faults faults = new Faults();
    if (Topics.hasSource(model)) {
      faults.add(unknownSource("", scan.root()));
    }
    EventRules.check(model, scan.root(), "", faults);
    if (model.isFree()) {
      faults.add(free.violation(model, scan.root()));
    }
    List<EventScan> results = scan.results();
    for (int i = 0; i < results.size() && !faults.hasMore(); i++) {
      faults.add(unknownSource("entity.results[" + i + "]: ", results.get(i).root()));
    }
    return faults;
  }

  private @Nullable String unknownSource(String where, Node event) {
    String source = event.record("source").text("name");
    return source.isEmpty() || settings.sources().knows(source)
        ? null
        : where + "unknown source: " + EventRules.begin(source);
  }

  private void finish(Event event, EventHeaders headers, OutcomeBuilder outcome, boolean client) {
    Model model = event.model;
    Node root = event.scan.root();
    String key = model.isFree() ? free.key(model, root) : KafkaKey.of(model, root, random);
    Tracking tracking = Tracking.of(model, root);
    if (purge.purged(headers, key, tracking)) {
      outcome.filtered("FilterPreviouslyDeleted");
      return;
    }
    if (model == Model.BINARY && SourceSettings.endAt(root)) {
      event.scan.replace(root.record("source"), "{}");
    }
    StringBuilder members = new StringBuilder(512);
    members.append("\"kafka_key\":\"").append(key).append('"').append(event.members);
    tracking.appendMembers(model, members);
    String more = members.toString();
    InputKey.fill(model, event.scan);
    outcome.reserve(event.scan.storedBytes(more));
    byte[] json = event.scan.stored(more);
    String topic = settings.topics().choose(headers, event.expedite);
    outcome.add(new PreparedEvent(model, key, json, headers, topic), client);
  }

  /** An event on its way through the later stages. */
  private record Event(Model model, EventScan scan, String members, boolean expedite) {}
}
