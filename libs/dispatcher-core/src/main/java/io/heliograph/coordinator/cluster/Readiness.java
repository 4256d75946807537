package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.view.ReadyQueues;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a replica tells another about its queues: which it has partitions of, and where there is
 * something to look at (architecture section 3, hints).
 *
 * @param process names the process that says so
 * @param owner whether the coordinator knows it as the owner of what it has (D9)
 * @param queues by plugin key
 */
public record Readiness(String process, boolean owner, Map<String, ReadyQueues> queues) {
  private static final int VERSION = 1;

  public Readiness {
    queues = Map.copyOf(queues);
  }

  /** The plugin keys that a replica asks about. */
  public static byte[] encodeKeys(List<String> pluginKeys) {
    RecordWriter out = new RecordWriter(VERSION).number(pluginKeys.size());
    pluginKeys.forEach(out::text);
    return out.toBytes();
  }

  /** The same in parts whose keys have at most so many characters together; one at least. */
  public static List<byte[]> encodeKeys(List<String> pluginKeys, int charactersMax) {
    List<byte[]> pages = new ArrayList<>();
    List<String> page = new ArrayList<>();
    int characters = 0;
    for (String key : pluginKeys) {
      if (!page.isEmpty() && characters + key.length() > charactersMax) {
        pages.add(encodeKeys(page));
        page.clear();
        characters = 0;
      }
      page.add(key);
      characters += key.length();
    }
    pages.add(encodeKeys(page));
    return pages;
  }

  /** What was said in parts; the replica is an owner when it said so each time. */
  public static Readiness joined(List<Readiness> parts) {
    Map<String, ReadyQueues> queues = new HashMap<>();
    parts.forEach(part -> queues.putAll(part.queues));
    return new Readiness(
        parts.getLast().process, parts.stream().allMatch(Readiness::owner), queues);
  }

  /**
   * The plugin keys that a replica asks about.
   *
   * @throws MalformedRecordException when it cannot be read
   */
  public static List<String> decodeKeys(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    List<String> keys = new ArrayList<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      keys.add(in.text());
    }
    in.end();
    return keys;
  }

  public byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION).text(process).number(owner ? 1 : 0);
    out.number(queues.size());
    queues.forEach(
        (key, one) -> {
          out.text(key);
          write(out, one.present());
          write(out, one.ready());
        });
    return out.toBytes();
  }

  private static void write(RecordWriter out, Set<Queue> queues) {
    out.number(queues.size());
    queues.forEach(queue -> out.text(queue.wire()));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedRecordException when it cannot be read
   */
  public static Readiness decode(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    String process = in.text();
    boolean owner = in.number() == 1;
    Map<String, ReadyQueues> queues = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      queues.put(in.text(), new ReadyQueues(queues(in), queues(in)));
    }
    in.end();
    return new Readiness(process, owner, queues);
  }

  private static Set<Queue> queues(RecordReader in) throws MalformedRecordException {
    Set<Queue> queues = EnumSet.noneOf(Queue.class);
    int count = in.count();
    for (int i = 0; i < count; i++) {
      // A queue that only a newer replica knows is nothing to us.
      Queue.fromWire(in.text()).ifPresent(queues::add);
    }
    return queues;
  }
}
