package io.heliograph.coordinator.cursor;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.event.EventHeaders;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a leased event came from: the part of {@code dequeued} that clients echo (contract
 * dispatcher.md part 1 row 9). It is input like any other and is checked when it comes back.
 *
 * @param epoch the epoch of the subscription at the hand-out
 * @param lane 0, or the attempt that the record itself asks for: it names the lane of the error
 *     queue that handed it out, also when that lane's leases were lost and {@code attempt} went on
 * @param attempt the number of the delivery, from 1
 * @param proof shows that whoever names the delivery got it
 */
public record Locator(
    String pluginKey,
    long epoch,
    UUID topicId,
    int partition,
    long offset,
    int lane,
    int attempt,
    LeaseProof proof) {
  /** The version byte of a locator without a proof; each kind of proof has one of its own. */
  private static final int VERSION_PLAIN = 2;

  private static final int VERSION_SECRET = 3;
  private static final int VERSION_DIGEST = 4;
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
        attempt,
        LeaseProof.NONE);
  }

  /** The same delivery with another proof. */
  public Locator with(LeaseProof other) {
    return new Locator(pluginKey, epoch, topicId, partition, offset, lane, attempt, other);
  }

  public String toText() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
  }

  private byte[] toBytes() {
    RecordWriter out =
        new RecordWriter(version())
            .text(pluginKey)
            .number(epoch)
            .uuid(topicId)
            .number(partition)
            .number(offset)
            .number(lane)
            .number(attempt);
    switch (proof) {
      case LeaseProof.None none -> {}
      case LeaseProof.Secret secret -> out.uuid(secret.bits());
      case LeaseProof.Digest digest -> out.uuid(digest.bits());
    }
    return out.toBytes();
  }

  private int version() {
    return switch (proof) {
      case LeaseProof.None none -> VERSION_PLAIN;
      case LeaseProof.Secret secret -> VERSION_SECRET;
      case LeaseProof.Digest digest -> VERSION_DIGEST;
    };
  }

  /** What a lease keeps of the proof and compares with; null when there is none. */
  public @Nullable UUID digest() {
    return switch (proof) {
      case LeaseProof.None none -> null;
      case LeaseProof.Secret secret -> digestOf(toBytes());
      case LeaseProof.Digest digest -> digest.bits();
    };
  }

  /**
   * The form that is stored. A digest that a client sends is digested once more: what is read from
   * a stored status proves nothing.
   */
  public Locator stored() {
    return proof instanceof LeaseProof.None
        ? this
        : with(new LeaseProof.Digest(digestOf(toBytes())));
  }

  private static UUID digestOf(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      ByteBuffer halves = ByteBuffer.wrap(digest);
      return new UUID(halves.getLong(), halves.getLong());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
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
    int version = bytes.length == 0 ? 0 : bytes[0];
    boolean proven = version == VERSION_SECRET || version == VERSION_DIGEST;
    RecordReader in = new RecordReader(bytes, proven ? version : VERSION_PLAIN);
    Locator plain =
        new Locator(
            in.text(),
            in.number(),
            in.uuid(),
            in.integer(),
            in.number(),
            in.integer(),
            in.integer(),
            LeaseProof.NONE);
    LeaseProof proof =
        switch (version) {
          case VERSION_SECRET -> new LeaseProof.Secret(in.uuid());
          case VERSION_DIGEST -> new LeaseProof.Digest(in.uuid());
          default -> LeaseProof.NONE;
        };
    in.end();
    if (plain.partition < 0 || plain.offset < 0 || plain.lane < 0 || plain.attempt < 1) {
      throw new MalformedRecordException("locator names no delivery");
    }
    return plain.with(proof);
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

  /** The form of a {@code dequeued} id that is stored; a text that is none of ours stays. */
  public static String storedDequeued(String dequeued) {
    try {
      Locator sent = ofDequeued(dequeued);
      if (sent.proof instanceof LeaseProof.None) {
        return dequeued;
      }
      int timeDot = dequeued.lastIndexOf('.');
      int locatorDot = dequeued.lastIndexOf('.', timeDot - 1);
      return dequeued.substring(0, locatorDot + 1)
          + sent.stored().toText()
          + dequeued.substring(timeDot);
    } catch (MalformedRecordException notOurs) {
      return dequeued;
    }
  }

  /** Whether this delivery was of that partition. */
  public boolean isOf(PartitionId id) {
    return id.topicId().equals(topicId) && id.partition() == partition;
  }
}
