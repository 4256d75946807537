package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Locator;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as a client reads it.
 *
 * @param id what its publisher called it: where it was written first
 * @param place where the record stands that was delivered
 * @param epoch of the subscription; 0 when the event is not leased
 * @param locator null when it is not leased
 */
record Delivery(
    String pluginKey,
    String id,
    String place,
    long epoch,
    @Nullable Locator locator,
    String dequeued) {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern DEQUEUED = Pattern.compile("\"dequeued\":\"([^\"]+)\"");

  static Delivery of(String pluginKey, byte[] json, MemoryKafka kafka) {
    String text = new String(json, StandardCharsets.UTF_8);
    Matcher id = ID.matcher(text);
    if (!id.find()) {
      throw new AssertionError(text);
    }
    Matcher dequeued = DEQUEUED.matcher(text);
    if (!dequeued.find()) {
      return new Delivery(pluginKey, id.group(1), id.group(1), 0, null, "");
    }
    try {
      Locator locator = Locator.ofDequeued(dequeued.group(1));
      MemoryPartition partition =
          kafka.events.values().stream()
              .filter(one -> locator.isOf(one.id))
              .findFirst()
              .orElseThrow();
      return new Delivery(
          pluginKey,
          id.group(1),
          partition.id.toString() + ':' + locator.offset(),
          locator.epoch(),
          locator,
          dequeued.group(1));
    } catch (MalformedRecordException malformed) {
      throw new AssertionError(malformed);
    }
  }

  String partition() {
    return place.substring(0, place.lastIndexOf(':'));
  }

  @Override
  public String toString() {
    return place + " of " + pluginKey + '/' + epoch;
  }
}
