package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.shard.TakenEvent;

/** What replicas send each other for {@code /internal/v1/take} (docs/protocol/replicas.md). */
final class TakeCodec {
  private static final int VERSION = 1;

  /** Results name each delivery with its proof. */
  private static final int RESULT_VERSION = 2;

  private TakeCodec() {}

  /**
   * A take as another replica asks for it.
   *
   * @param take numbers the takes of the batch: what is not named when it is settled has not
   *     arrived
   * @param query the parameters of the fetch, for its filters
   */
  record Order(
      String pluginKey,
      long epoch,
      Queue queue,
      int countMax,
      long bytesMax,
      long batch,
      int take,
      String query) {}

  static byte[] encode(Take take, int number, String query) {
    return new RecordWriter(VERSION)
        .text(take.subscription().pluginKey())
        .number(take.subscription().epoch())
        .text(take.queue().wire())
        .number(take.countMax())
        .number(take.bytesMax())
        .number(take.batch())
        .number(number)
        .text(query)
        .toBytes();
  }

  static Order decodeOrder(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    Order order =
        new Order(
            in.text(),
            in.number(),
            queue(in.text()),
            in.integer(),
            in.number(),
            in.number(),
            in.integer(),
            in.text());
    in.end();
    if (order.countMax < 1 || order.bytesMax < 1) {
      throw new MalformedRecordException("nothing is asked for");
    }
    return order;
  }

  private static Queue queue(String name) throws MalformedRecordException {
    return Queue.fromWire(name).orElseThrow(() -> new MalformedRecordException("no queue " + name));
  }

  static byte[] encode(TakeResult result) {
    RecordWriter out = new RecordWriter(RESULT_VERSION);
    out.number(result.partitions());
    out.number((result.more() ? 1 : 0) | (result.loading() ? 2 : 0) | (result.noRoom() ? 4 : 0));
    out.number(result.filtered().size());
    result.filtered().forEach((reason, count) -> out.text(reason).number(count));
    out.number(result.events().size());
    for (TakenEvent event : result.events()) {
      LogRecord record = event.record();
      out.text(event.partition().topic()).uuid(event.partition().topicId());
      out.number(event.partition().partition()).number(record.offset());
      out.number(event.attempt()).text(event.queue().wire());
      Locator locator = event.locator();
      out.text(locator == null ? "" : locator.toText());
      out.text(record.key()).bytes(record.json());
    }
    return out.toBytes();
  }

  static TakeResult decodeResult(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, RESULT_VERSION);
    TakeResult result = new TakeResult();
    result.addPartitions(in.integer());
    long flags = in.number();
    if ((flags & 1) != 0) {
      result.noteMore();
    }
    if ((flags & 2) != 0) {
      result.noteLoading();
    }
    if ((flags & 4) != 0) {
      result.noteNoRoom();
    }
    int reasons = in.count();
    for (int i = 0; i < reasons; i++) {
      result.reject(in.text(), in.integer());
    }
    int events = in.count();
    for (int i = 0; i < events; i++) {
      result.add(taken(in));
    }
    in.end();
    return result;
  }

  private static TakenEvent taken(RecordReader in) throws MalformedRecordException {
    String topic = in.text();
    PartitionId partition = new PartitionId(topic, in.uuid(), in.integer());
    long offset = in.number();
    int attempt = in.integer();
    Queue queue = queue(in.text());
    String delivery = in.text();
    Locator locator = delivery.isEmpty() ? null : Locator.parse(delivery);
    String key = in.text();
    LogRecord record = new LogRecord(offset, -1, 0, key, null, in.bytes());
    return new TakenEvent(partition, record, attempt, queue, locator);
  }
}
