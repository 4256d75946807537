package io.heliograph.injector.insert;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Every insert by its parent, and the list of the rejected ones. One thread writes; any may read: a
 * reader that asks for {@link #position()} first finds every insert before it.
 */
@ApplicationScoped
public class Inserts {
  private static final Insert[] NONE = {};

  /** So many are found by their position without looking at all. */
  private static final int RECENT_MAX = 10_000;

  private final long bytesMax;
  private final int perParentMax;
  private final int rejectedMax;
  private final Map<String, Insert[]> byParent = new ConcurrentHashMap<>();
  private final Map<String, String> parents = new ConcurrentHashMap<>();
  private final Map<String, RejectedInsert> rejected = new LinkedHashMap<>();
  private final NavigableMap<Long, String> recent = new ConcurrentSkipListMap<>();
  private volatile long recentFrom;
  private volatile long position;
  private final AtomicLong bytes = new AtomicLong();

  Inserts(InsertSettings settings) {
    this.bytesMax = settings.bytesMax();
    this.perParentMax = settings.perParentMax();
    this.rejectedMax = settings.rejectedMax();
  }

  /** Takes what a record turned out to be; an insert of the same key gives way. */
  void apply(String key, long offset, Reading reading) {
    switch (reading) {
      case Reading.Accepted accepted -> put(accepted.insert());
      case Reading.Removed removed -> remove(key);
      case Reading.Rejected refused -> {
        remove(key);
        reject(new RejectedInsert(key, offset, refused.reason()));
      }
    }
  }

  /** Everything before that offset has been applied. */
  void reached(long offset) {
    position = offset;
  }

  /** Begins anew: the topic is another one. */
  void clear() {
    byParent.clear();
    parents.clear();
    bytes.set(0);
    recent.clear();
    recentFrom = 0;
    synchronized (rejected) {
      rejected.clear();
    }
    position = 0;
  }

  private void put(Insert insert) {
    String formerParent = parents.get(insert.key());
    if (formerParent != null && !formerParent.equals(insert.parent())) {
      remove(insert.key());
    }
    Insert[] former = byParent.getOrDefault(insert.parent(), NONE);
    int place = placeOf(former, insert.key());
    long more = insert.bytes() - (place < former.length ? former[place].bytes() : 0);
    if (bytes.get() + more > bytesMax) {
      refuse(insert, "memory for inserts is full (hub.inserts.bytes-max)");
    } else if (place >= perParentMax) {
      refuse(insert, "the parent has too many inserts (hub.inserts.per-parent-max)");
    } else {
      Insert[] next = Arrays.copyOf(former, Math.max(former.length, place + 1));
      next[place] = insert;
      byParent.put(insert.parent(), next);
      parents.put(insert.key(), insert.parent());
      remember(insert);
      bytes.addAndGet(more);
      accept(insert.key());
    }
  }

  private void remember(Insert insert) {
    recent.put(insert.position(), insert.parent());
    if (recent.size() > RECENT_MAX) {
      // First what is said to be there, then what is.
      recentFrom = recent.firstKey() + 1;
      recent.pollFirstEntry();
    }
  }

  private void refuse(Insert insert, String reason) {
    remove(insert.key());
    reject(new RejectedInsert(insert.key(), insert.position(), reason));
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
    accept(key);
    String parent = parents.remove(key);
    if (parent == null) {
      return;
    }
    List<Insert> left = new ArrayList<>(List.of(byParent.getOrDefault(parent, NONE)));
    for (Insert insert : List.copyOf(left)) {
      if (insert.key().equals(key)) {
        left.remove(insert);
        bytes.addAndGet(-insert.bytes());
      }
    }
    if (left.isEmpty()) {
      byParent.remove(parent);
    } else {
      byParent.put(parent, left.toArray(NONE));
    }
  }

  private void accept(String key) {
    synchronized (rejected) {
      rejected.remove(key);
    }
  }

  private void reject(RejectedInsert insert) {
    synchronized (rejected) {
      rejected.put(insert.key(), insert);
      if (rejected.size() > rejectedMax) {
        rejected.remove(rejected.keySet().iterator().next());
      }
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

  /** What was rejected, the oldest first. */
  public Collection<RejectedInsert> rejected() {
    synchronized (rejected) {
      return List.copyOf(rejected.values());
    }
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
