package io.heliograph.dispatcher.cursor;

import io.heliograph.dispatcher.log.PartitionId;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a leased event came from: the part of {@code dequeued} that clients echo (contract
 * dispatcher.md part 1 row 9). It is input like any other and is checked when it comes back.
 *
 * @param epoch the epoch of the subscription at the hand-out
 * @param attempt the number of the delivery, from 1
 */
public record Locator(
    String pluginKey, long epoch, UUID topicId, int partition, long offset, int attempt) {
  private static final int VERSION = 1;
  private static final int TEXT_LENGTH_MAX = 4096;

  public String toText() {
    byte[] bytes =
        new RecordWriter(VERSION)
            .text(pluginKey)
            .number(epoch)
            .uuid(topicId)
            .number(partition)
            .number(offset)
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
        new Locator(in.text(), in.number(), in.uuid(), in.integer(), in.number(), in.integer());
    in.end();
    if (locator.partition < 0 || locator.offset < 0 || locator.attempt < 1) {
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
