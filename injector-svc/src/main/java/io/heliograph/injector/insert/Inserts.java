package io.heliograph.injector.insert;

import io.heliograph.injector.memory.MemoryPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every insert by its parent, and the list of the rejected ones. One thread writes; any may read: a
 * reader that asks for {@link #position()} first finds every insert before it.
 */
@ApplicationScoped
public class Inserts {
  private static final Logger LOG = Logger.getLogger(Inserts.class);
  private static final Insert[] NONE = {};

  /** So many are found by their position without looking at all. */
  private static final int RECENT_MAX = 10_000;

  private final InsertSettings settings;
  private final long bytesMax;
  private final Map<String, Insert[]> byParent = new ConcurrentHashMap<>();
  private final Map<String, String> parents = new ConcurrentHashMap<>();
  private final NavigableMap<Long, String> recent = new ConcurrentSkipListMap<>();
  private volatile long recentFrom;
  private volatile long position;
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private final Authors authors = new Authors();
  private final RejectedInserts rejected;
  private volatile String topicId = "";
  private final AtomicInteger generation = new AtomicInteger();

  Inserts(InsertSettings settings, MemoryPlan memory) {
    this.settings = settings;
    this.rejected = new RejectedInserts(settings.rejectedMax());
    this.bytesMax = memory.inserts(settings.bytesMax());
    if (bytesMax < settings.bytesMax()) {
      LOG.warnf(
          "hub.inserts.bytes-max does not fit into the heap configured=%d used=%d",
          settings.bytesMax(), bytesMax);
    }
  }

  /** Takes what a record turned out to be; an insert of the same key gives way. */
  void apply(String key, long offset, Reading reading) {
    switch (reading) {
      case Reading.Accepted accepted -> put(accepted.insert());
      case Reading.Removed removed -> remove(key);
      case Reading.Rejected refused -> {
        remove(key);
        rejected.add(new RejectedInsert(key, offset, refused.reason()));
      }
    }
  }

  /** Everything before that offset has been applied. */
  void reached(long offset) {
    position = offset;
  }

  /**
   * Starts over: the topic is another one, or was truncated.
   *
   * @param topic the id of the topic that is read now
   */
  void clear(String topic) {
    // Told first: whoever saw anything of what follows sees this too.
    generation.incrementAndGet();
    topicId = topic;
    byParent.clear();
    parents.clear();
    authors.clear();
    bytes.set(0);
    recent.clear();
    recentFrom = 0;
    rejected.clear();
    position = 0;
  }

  private void put(Insert insert) {
    Insert former = find(insert.key()).orElse(null);
    if (former != null && !former.parent().equals(insert.parent())) {
      remove(insert.key());
      former = null;
    }
    Insert[] all = byParent.getOrDefault(insert.parent(), NONE);
    int place = placeOf(all, insert.key());
    String limit = limitReached(insert, former, place);
    if (limit != null) {
      refused.increment();
      remove(insert.key());
      rejected.add(new RejectedInsert(insert.key(), insert.position(), limit));
      return;
    }
    Insert held = insert.by(authors.name(insert.author()));
    Insert[] next = Arrays.copyOf(all, Math.max(all.length, place + 1));
    next[place] = held;
    byParent.put(insert.parent(), next);
    parents.put(insert.key(), insert.parent());
    remember(insert);
    if (former != null) {
      forget(former);
    }
    count(held);
    rejected.remove(insert.key());
  }

  /** The limit that the insert would exceed, or null; the former form of it gives way. */
  private @Nullable String limitReached(Insert insert, @Nullable Insert former, int place) {
    String author = insert.author();
    boolean ownFormer = former != null && former.author().equals(author);
    long less = former == null ? 0 : former.bytes();
    if (bytes.get() + insert.bytes() + Authors.OVERHEAD_BYTES - less > bytesMax) {
      return "memory for inserts is full (hub.inserts.bytes-max)";
    }
    if (former == null && parents.size() >= settings.countMax()) {
      return "there are too many inserts (hub.inserts.count-max)";
    }
    if (place >= settings.perParentMax()) {
      return "the parent has too many inserts (hub.inserts.per-parent-max)";
    }
    if (!ownFormer && authors.count(author) >= settings.perAuthorMax()) {
      return "author.name has too many inserts (hub.inserts.per-author-max)";
    }
    return authors.bytes(author) + insert.bytes() - (ownFormer ? less : 0)
            > settings.perAuthorBytesMax()
        ? "the inserts of author.name take too much memory (hub.inserts.per-author-bytes-max)"
        : null;
  }

  private void count(Insert insert) {
    if (authors.count(insert.author()) == 0) {
      bytes.addAndGet(Authors.OVERHEAD_BYTES);
    }
    authors.add(insert);
    bytes.addAndGet(insert.bytes());
  }

  private void forget(Insert insert) {
    authors.remove(insert);
    if (authors.count(insert.author()) == 0) {
      bytes.addAndGet(-Authors.OVERHEAD_BYTES);
    }
    bytes.addAndGet(-insert.bytes());
  }

  private void remember(Insert insert) {
    recent.put(insert.position(), insert.parent());
    if (recent.size() > RECENT_MAX) {
      // First what is said to be there, then what is.
      recentFrom = recent.firstKey() + 1;
      recent.pollFirstEntry();
    }
  }

  private static int placeOf(Insert[] inserts, String key) {
    for (int i = 0; i < inserts.length; i++) {
      if (inserts[i].key().equals(key)) {
        return i;
      }
    }
    return inserts.length;
  }

  private void remove(String key) {
    rejected.remove(key);
    String parent = parents.remove(key);
    if (parent == null) {
      return;
    }
    List<Insert> left = new ArrayList<>();
    for (Insert insert : byParent.getOrDefault(parent, NONE)) {
      if (insert.key().equals(key)) {
        forget(insert);
      } else {
        left.add(insert);
      }
    }
    if (left.isEmpty()) {
      byParent.remove(parent);
    } else {
      byParent.put(parent, left.toArray(NONE));
    }
  }

  /** The inserts of that parent, in the order in which they came first. */
  public List<Insert> of(String parent) {
    return List.of(byParent.getOrDefault(parent, NONE));
  }

  /** Whether that is a parent. */
  public boolean isParent(String sha256) {
    return byParent.containsKey(sha256);
  }

  /** The insert of that key. */
  public Optional<Insert> find(String key) {
    String parent = parents.get(key);
    return parent == null
        ? Optional.empty()
        : of(parent).stream().filter(insert -> insert.key().equals(key)).findFirst();
  }

  /** Calls for every insert, in no order; what changes meanwhile may be missed. */
  public void forEach(Consumer<Insert> consumer) {
    byParent.values().forEach(inserts -> Arrays.stream(inserts).forEach(consumer));
  }

  /** The parents of inserts from that position on. */
  public Set<String> parentsSince(long from) {
    if (from >= position) {
      return Set.of();
    }
    if (from >= recentFrom) {
      return Set.copyOf(recent.tailMap(from, true).values());
    }
    Set<String> found = new HashSet<>();
    forEach(
        insert -> {
          if (insert.position() >= from) {
            found.add(insert.parent());
          }
        });
    return found;
  }

  /**
   * What was rejected, in the order in which it came.
   *
   * @param after only those behind that position
   */
  public List<RejectedInsert> rejected(long after, int limit) {
    return rejected.after(after, limit);
  }

  /** Whether and why that insert was rejected. */
  public Optional<RejectedInsert> rejected(String key) {
    return rejected.find(key);
  }

  /** How many are listed as rejected. */
  public int rejectedCount() {
    return rejected.count();
  }

  /** How many were refused because of a limit since the start. */
  public long refusedCount() {
    return refused.sum();
  }

  /** How often the topic was read from its beginning: inserts of another time do not count. */
  public int generation() {
    return generation.get();
  }

  /** The id of the topic that they are from. */
  public String topicId() {
    return topicId;
  }

  /** Everything in {@code azul.insert} before this has been applied. */
  public long position() {
    return position;
  }

  /** How many there are. */
  public int size() {
    return parents.size();
  }

  /** What they take of the memory. */
  public long bytes() {
    return bytes.get();
  }
}
