package io.heliograph.coordinator.view;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks where the subscriptions of a plugin stand with records of the log; every replica answers for
 * the partitions that it owns.
 *
 * @param name of the plugin
 * @param version of the plugin
 */
public record DeliveryProgressQuery(String name, String version, List<At> places) {
  private static final int VERSION = 1;

  /**
   * A record of the log.
   *
   * @param onlyFor the subscription that it is to be tried again by; empty when it is for all
   * @param attempt which attempt that is; 0 when it is for all
   */
  public record At(PartitionId partition, long offset, String onlyFor, int attempt) {}

  public DeliveryProgressQuery {
    places = List.copyOf(places);
  }

  public byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION).text(name).text(version).number(places.size());
    for (At at : places) {
      write(out, at.partition, at.offset);
      out.text(at.onlyFor).number(at.attempt);
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedRecordException when it cannot be read
   */
  public static DeliveryProgressQuery decode(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    String name = in.text();
    String version = in.text();
    List<At> places = new ArrayList<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      places.add(new At(partition(in), in.number(), in.text(), in.integer()));
    }
    in.end();
    return new DeliveryProgressQuery(name, version, places);
  }

  /** The answer as a replica sends it to another. */
  public static byte[] encodeAnswer(List<DeliveryProgress> progress) {
    RecordWriter out = new RecordWriter(VERSION).number(progress.size());
    for (DeliveryProgress one : progress) {
      out.text(one.pluginKey()).text(one.queue().wire());
      write(out, one.partition(), one.offset());
      out.text(one.state().wire()).number(one.attempt());
      out.number(one.leaseEndMillis()).number(one.ahead());
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encodeAnswer} wrote.
   *
   * @throws MalformedRecordException when it cannot be read
   */
  public static List<DeliveryProgress> decodeAnswer(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    List<DeliveryProgress> progress = new ArrayList<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      progress.add(
          new DeliveryProgress(
              in.text(),
              Queue.fromWire(in.text())
                  .orElseThrow(() -> new MalformedRecordException("queue is not known")),
              partition(in),
              in.number(),
              DeliveryProgress.State.fromWire(in.text()),
              in.integer(),
              in.number(),
              in.number()));
    }
    in.end();
    return progress;
  }

  private static void write(RecordWriter out, PartitionId partition, long offset) {
    out.text(partition.topic()).uuid(partition.topicId()).number(partition.partition());
    out.number(offset);
  }

  private static PartitionId partition(RecordReader in) throws MalformedRecordException {
    return new PartitionId(in.text(), in.uuid(), in.integer());
  }
}
