package io.heliograph.injector.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event of a file that inserts are about. Most records are none: their headers tell, and nothing
 * of them is parsed.
 *
 * @param level how many injections in a row made it; 0 when it was not injected
 * @param root the event that the first of them began with: itself when it was not injected
 * @param json the event in its stored form
 * @param event what a scan kept of it
 */
public record Parent(
    RecordPosition place, String sha256, int level, RecordPosition root, byte[] json, Node event) {
  private static final int LEVEL_DIGITS_MAX = 6;

  /**
   * The record as a parent; empty when it is none.
   *
   * @param wanted whether inserts are about the file of that SHA-256
   */
  public static Optional<Parent> of(
      ConsumerRecord<byte[], byte[]> record, Predicate<String> wanted) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      return Optional.empty();
    }
    String model = header(record, Headers.MODEL);
    if (value[0] != '{' || model.isEmpty()) {
      return foreign(record, value, wanted);
    }
    String sha256 = header(record, Headers.ENTITY_ID);
    return model.equals(Model.BINARY.wire())
            && Topics.hasData(header(record, Headers.ACTION))
            && wanted.test(sha256)
        ? scanned(record, sha256, value)
        : Optional.empty();
  }

  /** Records that were not written by a publisher of ours: older JSON, or Avro. */
  private static Optional<Parent> foreign(
      ConsumerRecord<byte[], byte[]> record, byte[] value, Predicate<String> wanted) {
    Optional<StoredEvent> read = StoredEvents.read(Model.BINARY, value);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    EventHeaders headers = read.get().headers();
    return Topics.hasData(headers.action()) && wanted.test(headers.entityId())
        ? scanned(record, headers.entityId(), read.get().json())
        : Optional.empty();
  }

  private static Optional<Parent> scanned(
      ConsumerRecord<byte[], byte[]> record, String sha256, byte[] json) {
    try {
      Node event = EventScan.stored(Model.BINARY, json, List.of()).root();
      RecordPosition place =
          new RecordPosition(record.topic(), record.partition(), record.offset());
      int level = level(record);
      RecordPosition root = level == 0 ? place : root(record).orElse(place);
      return Optional.of(new Parent(place, sha256, level, root, json, event));
    } catch (CorruptEventException corrupt) {
      return Optional.empty();
    }
  }

  private static int level(ConsumerRecord<byte[], byte[]> record) {
    String level = header(record, Headers.INJECTED_LEVEL);
    boolean number =
        !level.isEmpty()
            && level.length() <= LEVEL_DIGITS_MAX
            && level.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return number ? Integer.parseInt(level) : 0;
  }

  /** Children of earlier versions name their parent only. */
  private static Optional<RecordPosition> root(ConsumerRecord<byte[], byte[]> record) {
    return RecordPosition.parse(header(record, Headers.INJECTED_ROOT))
        .or(() -> RecordPosition.parse(header(record, Headers.INJECTED_FROM)));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    @Nullable Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  /** The steps that led to it, the last its own. */
  public List<Node> path() {
    return event.record("source").records("path");
  }

  /** The source that it belongs to. */
  public String source() {
    return event.record("source").text("name");
  }

  /**
   * Whether it brings a file that was not there in the step before (contract dispatcher.md part 2
   * section 5).
   */
  public boolean isInjectable() {
    List<Node> path = path();
    return switch (path.size()) {
      case 0 -> false;
      case 1 -> true;
      default -> !path.getLast().text("sha256").equals(path.get(path.size() - 2).text("sha256"));
    };
  }
}
