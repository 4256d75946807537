package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.migration.CopyTask;
import io.heliograph.migration.Definition;
import io.heliograph.migration.Migration;
import io.heliograph.migration.Progress;
import io.heliograph.migration.RejectedRecord;
import io.heliograph.migration.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a migration is told (docs/protocol/migration.md). */
final class MigrationJson {
  private final JsonBytes json = new JsonBytes(2_048);

  /** All migrations, without their topics. */
  static byte[] list(List<Migration> migrations, String trouble) {
    MigrationJson out = new MigrationJson();
    out.json.raw("{\"migrations\":[");
    for (int at = 0; at < migrations.size(); at++) {
      out.json.raw(at == 0 ? "{" : ",{");
      out.summary(migrations.get(at), trouble);
      out.json.raw('}');
    }
    return out.json.raw("]}").toByteArray();
  }

  /** A migration with its topics and partitions. */
  static byte[] whole(Migration migration, String trouble) {
    MigrationJson out = new MigrationJson();
    out.json.raw('{');
    out.summary(migration, trouble);
    out.topics(migration);
    out.leftOut(migration.definition().leftOut());
    return out.json.raw('}').toByteArray();
  }

  /** What was rejected, as far as it is listed. */
  static byte[] rejects(Migration migration) {
    JsonBytes json = new JsonBytes(2_048).raw("{\"rejected\":");
    json.number(migration.total().rejected()).raw(",\"records\":[");
    String before = "{\"topic\":";
    for (RejectedRecord reject : migration.rejects()) {
      json.raw(before).string(reject.topic());
      json.raw(",\"partition\":").number(reject.partition());
      json.raw(",\"offset\":").number(reject.offset());
      json.raw(",\"reason\":").string(reject.reason()).raw('}');
      before = ",{\"topic\":";
    }
    return json.raw("]}").toByteArray();
  }

  private void summary(Migration migration, String trouble) {
    Definition definition = migration.definition();
    json.raw("\"id\":").string(definition.id());
    json.raw(",\"state\":").string(migration.state().wire());
    json.raw(",\"from\":").string(definition.from());
    json.raw(",\"prefix\":").string(definition.prefix());
    json.raw(",\"created\":").string(Instant.ofEpochMilli(definition.createdMillis()).toString());
    if (migration.endedMillis() > 0) {
      json.raw(",\"ended\":").string(Instant.ofEpochMilli(migration.endedMillis()).toString());
    } else if (!trouble.isEmpty()) {
      json.raw(",\"trouble\":").string(trouble);
    }
    counts(migration.total(), migration.remaining());
    long rate = Math.round(migration.recordsPerSecond());
    json.raw(",\"records_per_second\":").number(rate);
    if (rate > 0 && migration.remaining() > 0) {
      json.raw(",\"seconds_left\":").number(migration.remaining() / rate);
    }
  }

  private void counts(Progress progress, long remaining) {
    json.raw(",\"copied\":").number(progress.copied());
    json.raw(",\"tombstones\":").number(progress.tombstones());
    json.raw(",\"rejected\":").number(progress.rejected());
    json.raw(",\"gone\":").number(progress.gone());
    json.raw(",\"remaining\":").number(remaining);
    json.raw(",\"done\":").raw(remaining == 0 ? "true" : "false");
  }

  private void topics(Migration migration) {
    Map<String, List<CopyTask>> byTopic = new LinkedHashMap<>();
    for (CopyTask task : migration.definition().tasks()) {
      byTopic.computeIfAbsent(task.topic(), name -> new ArrayList<>()).add(task);
    }
    json.raw(",\"topics\":[");
    String before = "{\"topic\":";
    for (Map.Entry<String, List<CopyTask>> topic : byTopic.entrySet()) {
      json.raw(before).string(topic.getKey());
      List<CopyTask> tasks = topic.getValue();
      counts(
          tasks.stream().map(migration::of).reduce(Progress.at(0), Progress::plus),
          tasks.stream().mapToLong(migration::remaining).sum());
      json.raw(",\"partitions\":[");
      String separator = "{\"partition\":";
      for (CopyTask task : tasks) {
        json.raw(separator).number(task.partition());
        json.raw(",\"begin\":").number(task.begin());
        json.raw(",\"position\":").number(migration.of(task).position());
        json.raw(",\"end\":").number(task.end());
        counts(migration.of(task), migration.remaining(task));
        json.raw('}');
        separator = ",{\"partition\":";
      }
      json.raw("]}");
      before = ",{\"topic\":";
    }
    json.raw(']');
  }

  private void leftOut(List<Selection.LeftOut> leftOut) {
    json.raw(",\"left_out\":[");
    String before = "{\"topic\":";
    for (Selection.LeftOut left : leftOut) {
      json.raw(before).string(left.topic());
      json.raw(",\"reason\":").string(left.reason()).raw('}');
      before = ",{\"topic\":";
    }
    json.raw(']');
  }
}
