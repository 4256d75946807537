package io.heliograph.migration;

import io.heliograph.migration.MigrationException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Migrations of a hub: what operators ask of them, on any replica, and the thread that runs them on
 * the one that leads. Thread-safe; beginning and commanding block. What asks for migrations throws
 * a {@link MigrationException} while the hub is starting or stopping.
 */
public final class Migrations {
  /** What an operator wants of one that has begun. */
  public enum Command {
    /** To go on. */
    RUN,
    /** To stop copying for a while; plugins stay paused. */
    PAUSE,
    /** To give it up: what was copied stays. */
    CANCEL
  }

  private final Migrator migrator;
  private final Planner planner;
  private final MigrationHub hub;
  private final MigrationCodec codec;
  private final MigrationOptions options;

  /**
   * Migrations into that hub; nothing runs yet.
   *
   * @param cluster of the hub
   * @param followed reads the log of migrations
   * @param values how values of that log are written
   * @param formats how copies look
   * @param meter told of what this replica copies
   */
  public Migrations(
      MigrationHub hub,
      MigrationCluster cluster,
      FollowedTopics followed,
      ValueCodec values,
      RecordFormats formats,
      MigrationOptions options,
      MigrationMeter meter) {
    this.hub = hub;
    this.options = options;
    this.codec = new MigrationCodec(values);
    this.planner = new Planner(options, formats.sources(), formats.clock());
    this.migrator = new Migrator(hub, cluster, followed, codec, formats, options, meter);
  }

  /** Starts the threads; returns at once. Once. */
  public void start() {
    migrator.start();
  }

  /** Ends the threads; waits for that, some seconds at most each. */
  public void stop() throws InterruptedException {
    migrator.stop();
  }

  /** Why the one that this replica runs does not get on; empty when it does. */
  public String trouble() {
    return migrator.trouble();
  }

  /** How many batches of the source cannot be read and are waited for. */
  public int unreadableCount() {
    return migrator.unreadableCount();
  }

  /** All that are known, the oldest first. */
  public List<Migration> all() {
    return migrator.known().all();
  }

  /**
   * That migration.
   *
   * @throws MigrationException when there is none of that id
   */
  public Migration find(String id) {
    return migrator
        .known()
        .find(id)
        .orElseThrow(
            () -> new MigrationException(Reason.NOT_FOUND, "there is no migration of that id"));
  }

  /**
   * Plans and, unless it is only to be told, begins; one after the other, never two at once.
   *
   * @throws MigrationException when the request breaks a rule, names sources that are not allowed
   *     or do not answer, or while another migration has not ended
   */
  public synchronized Migration begin(MigrationRequest request) {
    MigrationState known = migrator.known();
    if (!request.dryRun()) {
      known
          .open()
          .ifPresent(
              open -> {
                throw new MigrationException(
                    Reason.CONFLICT, "migration " + open.id() + " has not ended");
              });
    }
    Definition plan = planner.plan(request, known, hub.pluginsPaused());
    if (request.dryRun()) {
      return new Migration(plan, State.PAUSED, 0, Map.of(), List.of(), 0);
    }
    MigrationLog log = migrator.log();
    List<ProducerRecord<byte[], byte[]>> records = forgotten(known, log);
    records.add(log.record(MigrationCodec.definitionKey(plan.id()), codec.encode(plan)));
    log.write(records);
    return find(plan.id());
  }

  /** Tombstones of all records of the oldest ended ones. */
  private List<ProducerRecord<byte[], byte[]>> forgotten(MigrationState known, MigrationLog log) {
    List<Migration> ended =
        known.all().stream().filter(migration -> migration.state().ended()).toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Migration old :
        ended.subList(0, Math.max(0, ended.size() - Math.max(0, options.endedKept() - 1)))) {
      String id = old.id();
      for (CopyTask task : old.definition().tasks()) {
        records.add(log.record(MigrationCodec.progressKey(id, task), null));
      }
      for (RejectedRecord reject : old.rejects()) {
        records.add(log.record(MigrationCodec.rejectKey(id, reject), null));
      }
      records.add(log.record(MigrationCodec.commandKey(id), null));
      records.add(log.record(MigrationCodec.endKey(id), null));
      records.add(log.record(MigrationCodec.definitionKey(id), null));
    }
    return records;
  }

  /**
   * Tells one what to do.
   *
   * @throws MigrationException when there is none of that id, or when it has ended
   */
  public Migration command(String id, Command command) {
    Migration migration = find(id);
    if (migration.state().ended() || migration.state() == State.CANCELLING) {
      throw new MigrationException(Reason.CONFLICT, "the migration is " + migration.state().wire());
    }
    MigrationLog log = migrator.log();
    log.write(List.of(log.record(MigrationCodec.commandKey(id), codec.encode(command))));
    return find(id);
  }
}
