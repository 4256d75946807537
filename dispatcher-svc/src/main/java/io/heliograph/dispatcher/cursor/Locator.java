package io.heliograph.dispatcher.cursor;

import io.heliograph.dispatcher.log.LogRecord;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.event.EventHeaders;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a leased event came from: the part of {@code dequeued} that clients echo (contract
 * dispatcher.md part 1 row 9). It is input like any other and is checked when it comes back.
 *
 * @param epoch the epoch of the subscription at the hand-out
 * @param lane 0, or the attempt that the record itself asks for: it names the lane of the error
 *     queue that handed it out, also when that lane's leases were lost and {@code attempt} went on
 * @param attempt the number of the delivery, from 1
 */
public record Locator(
    String pluginKey, long epoch, UUID topicId, int partition, long offset, int lane, int attempt) {
  private static final int VERSION = 2;
  private static final int TEXT_LENGTH_MAX = 4096;

  /** The delivery of a record to a subscription as the given attempt. */
  public static Locator of(
      String pluginKey, long epoch, PartitionId partition, LogRecord record, int attempt) {
    EventHeaders headers = record.headers();
    int lane = headers == null ? 0 : headers.retryAttempt();
    return new Locator(
        pluginKey,
        epoch,
        partition.topicId(),
        partition.partition(),
        record.offset(),
        lane,
        attempt);
  }

  public String toText() {
    byte[] bytes =
        new RecordWriter(VERSION)
            .text(pluginKey)
            .number(epoch)
            .uuid(topicId)
            .number(partition)
            .number(offset)
            .number(lane)
            .number(attempt)
            .toBytes();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @throws MalformedRecordException when the text is no locator
   */
  public static Locator parse(String text) throws MalformedRecordException {
    if (text.length() > TEXT_LENGTH_MAX) {
      throw new MalformedRecordException("locator longer than " + TEXT_LENGTH_MAX);
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedRecordException("locator is not base64url");
    }
    RecordReader in = new RecordReader(bytes, VERSION);
    Locator locator =
        new Locator(
            in.text(),
            in.number(),
            in.uuid(),
            in.integer(),
            in.number(),
            in.integer(),
            in.integer());
    in.end();
    if (locator.partition < 0 || locator.offset < 0 || locator.lane < 0 || locator.attempt < 1) {
      throw new MalformedRecordException("locator names no delivery");
    }
    return locator;
  }

  /** The id that a leased event carries: key, consumer, locator and hand-out time. */
  public String dequeued(String kafkaKey, String name, String version, long epochSecond) {
    return kafkaKey + '.' + name + '.' + version + '.' + toText() + '.' + epochSecond;
  }

  /**
   * The locator within a {@code dequeued} id: the part before the last dot.
   *
   * @throws MalformedRecordException when there is none
   */
  public static Locator ofDequeued(String dequeued) throws MalformedRecordException {
    int timeDot = dequeued.lastIndexOf('.');
    int locatorDot = timeDot < 0 ? -1 : dequeued.lastIndexOf('.', timeDot - 1);
    if (locatorDot < 0) {
      throw new MalformedRecordException("no locator in the id");
    }
    return parse(dequeued.substring(locatorDot + 1, timeDot));
  }

  /** Whether this delivery was of that partition. */
  public boolean isOf(PartitionId id) {
    return id.topicId().equals(topicId) && id.partition() == partition;
  }
}
