package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.migration.Migrations.Command;
import io.heliograph.migration.ValueCodec.MalformedValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of {@code hub.migrations} (docs/protocol/migration.md): text keys, values of a
 * version byte, numbers and text.
 */
final class MigrationCodec {
  /** How a migration ended. */
  record End(boolean cancelled, long millis) {}

  private static final int VERSION = 1;

  private final ValueCodec values;

  MigrationCodec(ValueCodec values) {
    this.values = values;
  }

  static byte[] key(String... parts) {
    return String.join("/", parts).getBytes(UTF_8);
  }

  static byte[] definitionKey(String id) {
    return key("m", id);
  }

  static byte[] commandKey(String id) {
    return key("c", id);
  }

  static byte[] endKey(String id) {
    return key("e", id);
  }

  static byte[] progressKey(String id, CopyTask task) {
    return key("t", id, task.topic(), Integer.toString(task.partition()));
  }

  static byte[] rejectKey(String id, RejectedRecord reject) {
    return key(
        "r",
        id,
        reject.topic(),
        Integer.toString(reject.partition()),
        Long.toString(reject.offset()));
  }

  /** Of what was copied from a partition by whatever migration. */
  static byte[] positionKey(String cluster, CopyTask task) {
    return positionText(cluster, task.topic(), task.topicId(), task.partition()).getBytes(UTF_8);
  }

  static String positionText(String cluster, String topic, String topicId, int partition) {
    return String.join("/", "p", cluster, topic, topicId, Integer.toString(partition));
  }

  byte[] encode(Definition definition) {
    ValueCodec.Writer out =
        values
            .writer(VERSION)
            .text(definition.id())
            .number(definition.createdMillis())
            .text(definition.from())
            .text(definition.prefix())
            .text(definition.cluster())
            .number(definition.pausedBefore() ? 1 : 0)
            .number(definition.tasks().size());
    for (CopyTask task : definition.tasks()) {
      out.text(task.topic()).text(task.topicId()).number(task.partition());
      out.number(task.begin()).number(task.end());
    }
    out.number(definition.leftOut().size());
    for (Selection.LeftOut left : definition.leftOut()) {
      out.text(left.topic()).text(left.reason());
    }
    return out.toBytes();
  }

  Definition definition(byte[] value) throws MalformedValueException {
    ValueCodec.Reader in = values.reader(value, VERSION);
    String id = in.text();
    long createdMillis = in.number();
    String from = in.text();
    String prefix = in.text();
    String cluster = in.text();
    boolean pausedBefore = in.number() != 0;
    List<CopyTask> tasks = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      tasks.add(new CopyTask(in.text(), in.text(), in.integer(), in.number(), in.number()));
    }
    List<Selection.LeftOut> leftOut = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      leftOut.add(new Selection.LeftOut(in.text(), in.text()));
    }
    in.end();
    return new Definition(id, createdMillis, from, prefix, cluster, pausedBefore, tasks, leftOut);
  }

  byte[] encode(Command command) {
    return values.writer(VERSION).text(command.name()).toBytes();
  }

  Command command(byte[] value) throws MalformedValueException {
    ValueCodec.Reader in = values.reader(value, VERSION);
    String name = in.text();
    in.end();
    for (Command command : Command.values()) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    throw new MalformedValueException("no command of that name");
  }

  byte[] encode(End end) {
    return values.writer(VERSION).number(end.cancelled ? 1 : 0).number(end.millis).toBytes();
  }

  End end(byte[] value) throws MalformedValueException {
    ValueCodec.Reader in = values.reader(value, VERSION);
    End end = new End(in.number() != 0, in.number());
    in.end();
    return end;
  }

  byte[] encode(Progress progress) {
    return values
        .writer(VERSION)
        .number(progress.position())
        .number(progress.copied())
        .number(progress.tombstones())
        .number(progress.rejected())
        .number(progress.gone())
        .toBytes();
  }

  Progress progress(byte[] value) throws MalformedValueException {
    ValueCodec.Reader in = values.reader(value, VERSION);
    Progress progress =
        new Progress(in.number(), in.number(), in.number(), in.number(), in.number());
    in.end();
    return progress;
  }

  byte[] encodePosition(long position) {
    return values.writer(VERSION).number(position).toBytes();
  }

  long position(byte[] value) throws MalformedValueException {
    ValueCodec.Reader in = values.reader(value, VERSION);
    long position = in.number();
    in.end();
    return position;
  }

  byte[] encodeReason(String reason) {
    return values.writer(VERSION).text(reason).toBytes();
  }

  String reason(byte[] value) throws MalformedValueException {
    ValueCodec.Reader in = values.reader(value, VERSION);
    String reason = in.text();
    in.end();
    return reason;
  }
}
