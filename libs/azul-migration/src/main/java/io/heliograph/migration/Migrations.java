package io.heliograph.migration;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.migration.MigrationCodec.Command;
import io.heliograph.dispatcher.pause.Pauses;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What operators ask of migrations, on any replica. Thread-safe; writing blocks. */
@Singleton
final class Migrations {
  private final Migrator migrator;
  private final Planner planner;
  private final Pauses pauses;
  private final MigrationSettings settings;

  Migrations(Migrator migrator, Planner planner, Pauses pauses, MigrationSettings settings) {
    this.migrator = migrator;
    this.planner = planner;
    this.pauses = pauses;
    this.settings = settings;
  }

  /** Why the one that this replica runs does not get on; empty when it does. */
  String trouble() {
    return migrator.trouble();
  }

  List<Migration> all() {
    return migrator.book().all();
  }

  Migration find(String id) {
    return migrator
        .book()
        .find(id)
        .orElseThrow(
            () -> new HubException(ErrorCode.NOT_FOUND, "there is no migration of that id"));
  }

  /** Plans and, unless it is only to be told, begins; one after the other, never two at once. */
  synchronized Migration begin(MigrationRequest request) {
    MigrationBook book = migrator.book();
    if (!request.dryRun()) {
      book.open()
          .ifPresent(
              open -> {
                throw new HubException(
                    ErrorCode.CONFLICT, "migration " + open.id() + " has not ended");
              });
    }
    Definition plan = planner.plan(request, book, pauses.current().restores());
    if (request.dryRun()) {
      return new Migration(plan, State.PAUSED, 0, Map.of(), List.of(), 0);
    }
    MigrationLog log = migrator.log();
    List<ProducerRecord<byte[], byte[]>> records = forgotten(book, log);
    records.add(log.record(MigrationCodec.definitionKey(plan.id()), MigrationCodec.encode(plan)));
    log.write(records);
    return find(plan.id());
  }

  /** Tombstones of all records of the oldest ended ones. */
  private List<ProducerRecord<byte[], byte[]>> forgotten(MigrationBook book, MigrationLog log) {
    List<Migration> ended =
        book.all().stream().filter(migration -> migration.state().ended()).toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Migration old :
        ended.subList(0, Math.max(0, ended.size() - Math.max(0, settings.endedKept() - 1)))) {
      String id = old.id();
      for (Part part : old.definition().parts()) {
        records.add(log.record(MigrationCodec.progressKey(id, part), null));
      }
      for (Reject reject : old.rejects()) {
        records.add(log.record(MigrationCodec.rejectKey(id, reject), null));
      }
      records.add(log.record(MigrationCodec.commandKey(id), null));
      records.add(log.record(MigrationCodec.endKey(id), null));
      records.add(log.record(MigrationCodec.definitionKey(id), null));
    }
    return records;
  }

  Migration command(String id, Command command) {
    Migration migration = find(id);
    if (migration.state().ended() || migration.state() == State.CANCELLING) {
      throw new HubException(ErrorCode.CONFLICT, "the migration is " + migration.state().wire());
    }
    MigrationLog log = migrator.log();
    log.write(List.of(log.record(MigrationCodec.commandKey(id), MigrationCodec.encode(command))));
    return find(id);
  }
}
