package io.heliograph.coordinator.subscription;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The stored form of subscriptions, version 1 (docs/protocol/cursors.md); key {@code s/<plugin
 * key>}.
 */
public final class SubscriptionCodec {
  private static final int VERSION = 1;
  private static final int SKIPS_HISTORY = 4;
  private static final String PREFIX = "s/";

  private SubscriptionCodec() {}

  public static String key(String pluginKey) {
    return PREFIX + pluginKey;
  }

  /** The plugin key of a record key. */
  public static String pluginKey(String key) {
    return key.substring(PREFIX.length());
  }

  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  public static byte[] encode(Subscription subscription) {
    SubscriptionSpec spec = subscription.spec();
    RecordWriter out = new RecordWriter(VERSION);
    out.number(subscription.epoch()).number(subscription.createdMillis());
    out.text(spec.name()).text(spec.version()).text(spec.model().wire());
    texts(out, spec.sources());
    texts(out, spec.actions());
    StringBuilder letters = new StringBuilder();
    for (Queue queue : Queue.values()) {
      letters.append(spec.queues().contains(queue) ? queue.letter() : "");
    }
    out.text(letters.toString()).number(flags(subscription));
    out.number(subscription.starts().size());
    subscription
        .starts()
        .forEach(
            (topicId, offsets) -> {
              out.uuid(topicId).number(offsets.length);
              for (long offset : offsets) {
                out.number(offset);
              }
            });
    return out.toBytes();
  }

  private static long flags(Subscription subscription) {
    SubscriptionSpec spec = subscription.spec();
    return (spec.active() ? 1 : 0)
        | (spec.debug() ? 2 : 0)
        | (subscription.skipsHistory() ? SKIPS_HISTORY : 0);
  }

  private static void texts(RecordWriter out, List<String> texts) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  public static Subscription decode(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    long epoch = in.number();
    long createdMillis = in.number();
    String name = in.text();
    String version = in.text();
    String modelName = in.text();
    Model model =
        Model.fromWire(modelName)
            .orElseThrow(() -> new MalformedRecordException("unknown model " + modelName));
    List<String> sources = texts(in);
    List<String> actions = texts(in);
    Set<Queue> queues = queues(in.text());
    long flags = in.number();
    Map<UUID, long[]> starts = new HashMap<>();
    int topics = in.count();
    for (int i = 0; i < topics; i++) {
      UUID topicId = in.uuid();
      long[] offsets = new long[in.count()];
      for (int partition = 0; partition < offsets.length; partition++) {
        offsets[partition] = in.number();
      }
      starts.put(topicId, offsets);
    }
    in.end();
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name, version, model, sources, actions, queues, (flags & 1) != 0, (flags & 2) != 0);
    return new Subscription(spec, epoch, createdMillis, starts, (flags & SKIPS_HISTORY) != 0);
  }

  private static List<String> texts(RecordReader in) throws MalformedRecordException {
    int count = in.count();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  private static Set<Queue> queues(String letters) {
    Set<Queue> queues = EnumSet.noneOf(Queue.class);
    for (Queue queue : Queue.values()) {
      if (letters.indexOf(queue.letter()) >= 0) {
        queues.add(queue);
      }
    }
    return queues;
  }
}
