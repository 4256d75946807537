package io.heliograph.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionCodec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must hold whatever happens: nothing that was acknowledged comes again, nothing is lost,
 * duplicates come only where they are promised, and who was fenced or thrown out settles nothing.
 */
final class Oracle {
  static final String EPOCH = "test-epoch";

  /** Where the record stands that departs: a retry of a former epoch may come in a later one. */
  static final String SOURCE = "test-source";

  static final Charset UTF = StandardCharsets.UTF_8;

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final VirtualThreads time;
  private final MemoryKafka kafka;

  /** Counts what happens: what is later has a higher number. */
  private long clock;

  /** An event for one epoch of one subscription. */
  private record Work(String pluginKey, long epoch, String place) {}

  /** Where it stands. */
  private static final class Standing {
    /** When an owner first took a status for its end; 0 before. */
    long acknowledged;

    /** Whether an owner took a status for its end, if only before it had claimed the partition. */
    boolean settled;

    /** When it was given to the client last; 0 before. */
    long given;

    /** Until then nobody else gets it, milliseconds. */
    long leasedUntilMillis;

    /** The fetch that gave it last. */
    @Nullable Fetch by;
  }

  /** A fetch of a client. */
  static final class Fetch {
    final VirtualProcess server;
    final long begun;

    Fetch(VirtualProcess server, long begun) {
      this.server = server;
      this.begun = begun;
    }
  }

  private record Loan(VirtualProcess from, long at) {}

  private final Map<Work, Standing> works = new HashMap<>();
  private final Map<String, Long> changes = new HashMap<>();
  private final Map<String, Loan> loans = new HashMap<>();
  private final Map<String, String> claims = new HashMap<>();

  /** Who ever claimed what. */
  private final Set<String> claimed = new HashSet<>();

  private final Map<String, CursorState> frontiers = new HashMap<>();
  private final Set<String> departures = new HashSet<>();
  private final Map<String, Long> epochs = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private long disturbed;

  Oracle(VirtualThreads time, MemoryKafka kafka) {
    this.time = time;
    this.kafka = kafka;
    kafka.commits = this::committed;
  }

  void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  /** A process was killed or frozen, or goes on. */
  void disturbed() {
    disturbed = ++clock;
  }

  /** A partition came to a replica or went from it. */
  void changed(PartitionId id) {
    changes.put(id.toString(), ++clock);
  }

  Fetch begins(VirtualReplica at) {
    return new Fetch(at.process, ++clock);
  }

  /** One replica gave events to another: until then they were its own. */
  void lent(VirtualProcess from, VirtualProcess to, byte[] answer) {
    Matcher ids = ID.matcher(new String(answer, StandardCharsets.ISO_8859_1));
    while (ids.find()) {
      loans.put(to.name + ' ' + ids.group(1), new Loan(from, ++clock));
    }
  }

  /** The answer to a fetch is complete: from now its client may see it. */
  void completed(Fetch fetch, Collection<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      Loan loan = loans.get(fetch.server.name + ' ' + delivery.id());
      VirtualProcess giver = loan != null && loan.at > fetch.begun ? loan.from : fetch.server;
      assertThat(kafka.group.has(giver))
          .as("%s hands out %s and is a member (D9)", giver.name, delivery)
          .isTrue();
      seen(delivery, fetch);
    }
  }

  private void seen(Delivery delivery, Fetch fetch) {
    Work work = new Work(delivery.pluginKey(), delivery.epoch(), delivery.place());
    Standing standing = works.computeIfAbsent(work, none -> new Standing());
    count(standing.given == 0 ? "delivered" : "delivered again");
    if (standing.acknowledged > 0) {
      assertThat(fetch.begun)
          .as("%s was acknowledged before the fetch began", delivery)
          .isLessThan(standing.acknowledged);
    }
    Fetch before = standing.by;
    if (before != null && standing.given > 0) {
      boolean promised =
          time.wallMillis() >= standing.leasedUntilMillis
              || changes.getOrDefault(delivery.partition(), 0L) > before.begun
              || disturbed > before.begun;
      assertThat(promised).as("%s comes again although its lease runs", delivery).isTrue();
    }
  }

  /** The client has the answer, and the replica knows it. */
  void answered(Delivery delivery, Fetch fetch, long leasedUntilMillis) {
    Standing standing =
        works.computeIfAbsent(
            new Work(delivery.pluginKey(), delivery.epoch(), delivery.place()),
            none -> new Standing());
    standing.given = ++clock;
    standing.by = fetch;
    standing.leasedUntilMillis = Math.max(standing.leasedUntilMillis, leasedUntilMillis);
  }

  /** A status was applied by a replica. */
  void status(VirtualProcess process, StatusSignal signal, StatusSignal.Effect effect) {
    Locator locator = signal.delivery();
    for (MemoryPartition partition : kafka.events.values()) {
      if (locator.isOf(partition.id) && kafka.group.ownerOf(partition.id) == process) {
        Standing standing =
            works.computeIfAbsent(
                new Work(
                    locator.pluginKey(),
                    locator.epoch(),
                    partition.id.toString() + ':' + locator.offset()),
                none -> new Standing());
        switch (effect) {
          case DONE -> {
            count("acknowledged");
            standing.settled = true;
            if (standing.acknowledged == 0 && process.name.equals(claimOf(partition.id))) {
              standing.acknowledged = ++clock;
            }
          }
          case EXTENDED ->
              standing.leasedUntilMillis =
                  Math.max(
                      standing.leasedUntilMillis,
                      time.wallMillis() + VirtualReplica.SETTINGS.leaseMillis());
          // It may come again at once, as another record or once more.
          case FAILED -> standing.leasedUntilMillis = 0;
          case LATE, FOREIGN, NONE, ELSEWHERE -> count("status " + effect);
        }
      }
    }
  }

  private String claimOf(PartitionId id) {
    return claims.getOrDefault("o/" + id.topicId() + '/' + id.partition(), "");
  }

  /** A transaction was committed. */
  private void committed(List<NewRecord> records) {
    String writer = "";
    for (NewRecord record : records) {
      String key = new String(record.key(), UTF);
      if (record.topic().equals(MemoryKafka.CURSORS) && key.startsWith("r/")) {
        writer = key.substring(2);
      }
    }
    // What is claimed in a transaction counts for all of it.
    for (NewRecord record : records) {
      String key = new String(record.key(), UTF);
      if (record.topic().equals(MemoryKafka.CURSORS) && key.startsWith("o/")) {
        claims.put(key, writer);
        claimed.add(key + ' ' + writer);
        count("claims");
      }
    }
    for (NewRecord record : records) {
      switch (record.topic()) {
        case MemoryKafka.CURSORS -> state(record, writer);
        case MemoryKafka.ERRORS, MemoryKafka.LETTERS -> departed(record);
        default -> {}
      }
    }
  }

  private void state(NewRecord record, String writer) {
    String key = new String(record.key(), UTF);
    CursorKey cursor = CursorCodec.parseKey(key).orElse(null);
    byte[] value = record.value();
    if (SubscriptionCodec.isKey(key) && value != null) {
      subscription(value);
    }
    if (cursor == null || value == null) {
      return;
    }
    String partition = "o/" + cursor.topicId() + '/' + cursor.partition();
    // While it takes a partition a replica writes before it has claimed it; after others, never.
    boolean taking = !claimed.contains(partition + ' ' + writer) || writer.equals(ownerOf(cursor));
    assertThat(writer.equals(claims.get(partition)) || taking)
        .as("%s writes %s, which is of %s", writer, key, claims.get(partition))
        .isTrue();
    try {
      CursorState state = CursorCodec.decode(value);
      CursorState before = frontiers.get(key);
      if (before != null && before.epoch() == state.epoch()) {
        assertThat(state.frontier())
            .as("frontier of %s", key)
            .isGreaterThanOrEqualTo(before.frontier());
      }
      frontiers.put(key, state);
    } catch (MalformedRecordException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private @Nullable String ownerOf(CursorKey cursor) {
    for (MemoryPartition log : kafka.events.values()) {
      VirtualProcess owner = kafka.group.ownerOf(log.id);
      if (owner != null
          && log.id.topicId().equals(cursor.topicId())
          && log.id.partition() == cursor.partition()) {
        return owner.name;
      }
    }
    return null;
  }

  /** Only a plugin that asks for it begins anew, and here no passive one does. */
  private void subscription(byte[] value) {
    try {
      Subscription subscription = SubscriptionCodec.decode(value);
      Long before = epochs.put(subscription.pluginKey(), subscription.epoch());
      if (!subscription.spec().active() && before != null) {
        assertThat(subscription.epoch())
            .as("epoch of %s, which nobody reset", subscription.pluginKey())
            .isEqualTo(before);
      }
    } catch (MalformedRecordException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private void departed(NewRecord record) {
    Map<String, String> headers = new HashMap<>();
    record.headers().forEach(header -> headers.put(header.name(), new String(header.value(), UTF)));
    boolean letter = record.topic().equals(MemoryKafka.LETTERS);
    count(letter ? "dead letters" : "retries");
    String name =
        record.topic()
            + ' '
            + headers.get("retry-for")
            + ' '
            + headers.get(EPOCH)
            + ' '
            + headers.get("retry-origin")
            + ' '
            + headers.get("retry-attempt");
    String from = name + " from " + headers.get(SOURCE);
    assertThat(departures.add(from)).as("written once: %s", from).isTrue();
    departures.add(name);
    if (letter) {
      departures.add(
          "letter "
              + headers.get("retry-for")
              + ' '
              + headers.get(EPOCH)
              + ' '
              + headers.get("retry-origin"));
    }
  }

  /** Which events of that log a subscription was never given, or never settled. */
  List<String> missing(Subscription subscription, MemoryPartition log, long from) {
    String pluginKey = subscription.pluginKey();
    boolean leased = subscription.spec().leases();
    long epoch = leased ? subscription.epoch() : 0;
    List<String> missing = new ArrayList<>();
    for (MemoryPartition.Entry entry : log.committed(from, log.stableEnd())) {
      String place = log.id.toString() + ':' + entry.offset();
      Standing standing = works.get(new Work(pluginKey, epoch, place));
      boolean given = standing != null && standing.given > 0;
      boolean settled = !leased || (standing != null && standing.settled);
      if (!(given && settled) && !left(pluginKey, epoch, entry, place)) {
        missing.add(place + (given ? " not settled" : " not given"));
      }
    }
    return missing;
  }

  /** Whether the event went on as a retry or became a dead letter. */
  private boolean left(String pluginKey, long epoch, MemoryPartition.Entry entry, String place) {
    NewRecord record = entry.record();
    String origin = place;
    int attempt = 1;
    if (record != null && record.topic().equals(MemoryKafka.ERRORS)) {
      Map<String, String> headers = new HashMap<>();
      record
          .headers()
          .forEach(header -> headers.put(header.name(), new String(header.value(), UTF)));
      if (!pluginKey.equals(headers.get("retry-for"))
          || !Long.toString(epoch).equals(headers.get(EPOCH))) {
        return true;
      }
      origin = headers.getOrDefault("retry-origin", "");
      attempt = Integer.parseInt(headers.getOrDefault("retry-attempt", "1"));
    }
    String rest = pluginKey + ' ' + epoch + ' ' + origin;
    if (departures.contains("letter " + rest)) {
      return true;
    }
    for (int later = attempt + 1; later <= VirtualReplica.SETTINGS.attemptsMax(); later++) {
      if (departures.contains(MemoryKafka.ERRORS + ' ' + rest + ' ' + later)) {
        return true;
      }
    }
    return false;
  }
}
