package io.heliograph.dispatcher.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of {@code hub.migrations} (docs/protocol/migration.md): text keys, values of a
 * version byte, numbers and text.
 */
final class MigrationCodec {
  /** What an operator wants of a migration. */
  enum Command {
    RUN,
    PAUSE,
    CANCEL
  }

  /** How a migration ended. */
  record End(boolean cancelled, long millis) {}

  private static final int VERSION = 1;

  private MigrationCodec() {}

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

  static byte[] progressKey(String id, Part part) {
    return key("t", id, part.topic(), Integer.toString(part.partition()));
  }

  static byte[] rejectKey(String id, Reject reject) {
    return key(
        "r",
        id,
        reject.topic(),
        Integer.toString(reject.partition()),
        Long.toString(reject.offset()));
  }

  /** Of what was copied from a partition by whatever migration. */
  static byte[] positionKey(String cluster, Part part) {
    return positionText(cluster, part.topic(), part.topicId(), part.partition()).getBytes(UTF_8);
  }

  static String positionText(String cluster, String topic, String topicId, int partition) {
    return String.join("/", "p", cluster, topic, topicId, Integer.toString(partition));
  }

  static byte[] encode(Definition definition) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .text(definition.id())
            .number(definition.createdMillis())
            .text(definition.from())
            .text(definition.prefix())
            .text(definition.cluster())
            .number(definition.pausedBefore() ? 1 : 0)
            .number(definition.parts().size());
    for (Part part : definition.parts()) {
      out.text(part.topic()).text(part.topicId()).number(part.partition());
      out.number(part.begin()).number(part.end());
    }
    out.number(definition.leftOut().size());
    for (Selection.LeftOut left : definition.leftOut()) {
      out.text(left.topic()).text(left.reason());
    }
    return out.toBytes();
  }

  static Definition definition(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    String id = in.text();
    long createdMillis = in.number();
    String from = in.text();
    String prefix = in.text();
    String cluster = in.text();
    boolean pausedBefore = in.number() != 0;
    List<Part> parts = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      parts.add(new Part(in.text(), in.text(), in.integer(), in.number(), in.number()));
    }
    List<Selection.LeftOut> leftOut = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      leftOut.add(new Selection.LeftOut(in.text(), in.text()));
    }
    in.end();
    return new Definition(id, createdMillis, from, prefix, cluster, pausedBefore, parts, leftOut);
  }

  static byte[] encode(Command command) {
    return new RecordWriter(VERSION).text(command.name()).toBytes();
  }

  static Command command(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    String name = in.text();
    in.end();
    for (Command command : Command.values()) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    throw new MalformedRecordException("no command of that name");
  }

  static byte[] encode(End end) {
    return new RecordWriter(VERSION).number(end.cancelled ? 1 : 0).number(end.millis).toBytes();
  }

  static End end(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    End end = new End(in.number() != 0, in.number());
    in.end();
    return end;
  }

  static byte[] encode(Progress progress) {
    return new RecordWriter(VERSION)
        .number(progress.position())
        .number(progress.copied())
        .number(progress.tombstones())
        .number(progress.rejected())
        .number(progress.gone())
        .toBytes();
  }

  static Progress progress(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    Progress progress =
        new Progress(in.number(), in.number(), in.number(), in.number(), in.number());
    in.end();
    return progress;
  }

  static byte[] encodePosition(long position) {
    return new RecordWriter(VERSION).number(position).toBytes();
  }

  static long position(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    long position = in.number();
    in.end();
    return position;
  }

  static byte[] encodeReason(String reason) {
    return new RecordWriter(VERSION).text(reason).toBytes();
  }

  static String reason(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    String reason = in.text();
    in.end();
    return reason;
  }
}
