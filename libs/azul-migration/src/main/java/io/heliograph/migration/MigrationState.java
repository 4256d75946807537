package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.migration.Migrations.Command;
import io.heliograph.migration.ValueCodec.MalformedValueException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hub.migrations} says, kept in memory on every replica. Bounded by what is written:
 * few ended migrations, listed rejects only. One thread applies, any may ask.
 */
final class MigrationState {
  private static final Logger LOG = Logger.getLogger(MigrationState.class);

  /** In the order in which they were written. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private final Map<String, Long> positions = new HashMap<>();
  private final MigrationCodec codec;
  private final InstantSource clock;

  private static final class Entry {
    final Definition definition;
    Command command = Command.RUN;
    MigrationCodec.@Nullable End end;
    final Map<TopicPartition, Progress> progress = new HashMap<>();
    final Map<String, RejectedRecord> rejects = new LinkedHashMap<>();
    final RateWindow rate = new RateWindow();

    Entry(Definition definition) {
      this.definition = definition;
    }

    State state() {
      if (end != null) {
        return end.cancelled() ? State.CANCELLED : State.DONE;
      }
      return switch (command) {
        case RUN -> State.RUNNING;
        case PAUSE -> State.PAUSED;
        case CANCEL -> State.CANCELLING;
      };
    }
  }

  MigrationState(MigrationCodec codec, InstantSource clock) {
    this.codec = codec;
    this.clock = clock;
  }

  /** Takes a record of the log. */
  synchronized void apply(byte[] key, byte @Nullable [] value, long timestampMillis) {
    String text = new String(key, UTF_8);
    try {
      String[] parts = text.split("/", -1);
      if (parts[0].equals("p") && parts.length == 5) {
        applyPosition(text, value);
      } else if (parts.length >= 2) {
        applyOf(parts, text, value, timestampMillis);
      }
    } catch (MalformedValueException | IllegalArgumentException malformed) {
      LOG.errorf(
          "migration record malformed, skipped record=%s reason=%s", text, malformed.getMessage());
    }
  }

  private void applyPosition(String key, byte @Nullable [] value) throws MalformedValueException {
    if (value == null) {
      positions.remove(key);
    } else {
      positions.put(key, codec.position(value));
    }
  }

  private void applyOf(String[] parts, String key, byte @Nullable [] value, long timestampMillis)
      throws MalformedValueException {
    String id = parts[1];
    if (parts[0].equals("m")) {
      if (value == null) {
        entries.remove(id);
      } else {
        entries.putIfAbsent(id, new Entry(codec.definition(value)));
      }
      return;
    }
    Entry entry = entries.get(id);
    if (entry == null || value == null) {
      return;
    }
    switch (parts[0]) {
      case "c" -> entry.command = codec.command(value);
      case "e" -> entry.end = codec.end(value);
      case "t" -> {
        Progress progress = codec.progress(value);
        TopicPartition name = new TopicPartition(parts[2], Integer.parseInt(parts[3]));
        Progress former = entry.progress.put(name, progress);
        long more = progress.records() - (former == null ? 0 : former.records());
        entry.rate.add(timestampMillis, more);
      }
      case "r" ->
          entry.rejects.put(
              key,
              new RejectedRecord(
                  parts[2],
                  Integer.parseInt(parts[3]),
                  Long.parseLong(parts[4]),
                  codec.reason(value)));
      default -> LOG.warnf("migration record of an unknown kind key=%s", key);
    }
  }

  synchronized List<Migration> all() {
    List<Migration> all = new ArrayList<>();
    entries.values().forEach(entry -> all.add(view(entry)));
    return all;
  }

  synchronized Optional<Migration> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(this::view);
  }

  /** The state of that migration; cancelled when it is not known any more. */
  synchronized State state(String id) {
    Entry entry = entries.get(id);
    return entry == null ? State.CANCELLED : entry.state();
  }

  /** The oldest that has not ended: the one that is worked on. */
  synchronized Optional<Migration> open() {
    return entries.values().stream()
        .filter(entry -> !entry.state().ended())
        .findFirst()
        .map(this::view);
  }

  /** Up to where a partition has been copied by whatever migration. */
  synchronized OptionalLong position(String cluster, String topic, String topicId, int partition) {
    Long position = positions.get(MigrationCodec.positionText(cluster, topic, topicId, partition));
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }

  private Migration view(Entry entry) {
    return new Migration(
        entry.definition,
        entry.state(),
        entry.end == null ? 0 : entry.end.millis(),
        entry.progress,
        List.copyOf(entry.rejects.values()),
        entry.rate.perSecond(clock.millis()));
  }
}
