package io.heliograph.kit.limit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Logs what clients cause once per address, kind and minute, with the count of what was left out,
 * so that no client fills a disk with lines. Thread-safe.
 */
public final class RefusalLog {
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int KEYS_MAX = 1_000;
  private static final int LINE_CHARS_MAX = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private record Key(String address, String kind) {}

  private static final class Window {
    private final long begunNanos;
    private long leftOut;

    Window(long begunNanos) {
      this.begunNanos = begunNanos;
    }
  }

  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private final Map<Key, Window> windows = new LinkedHashMap<>();

  /**
   * A log.
   *
   * @param lines takes each line, such as {@code LOG::info}
   */
  public RefusalLog(Consumer<String> lines) {
    this(lines, System::nanoTime);
  }

  RefusalLog(Consumer<String> lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
  }

  /**
   * Tells of one refusal.
   *
   * @param address who caused it
   * @param kind what it is, one of a fixed set
   * @param line the text, asked for only when it is logged
   */
  public void refused(String address, String kind, Supplier<String> line) {
    String text;
    synchronized (windows) {
      long now = nanoTime.getAsLong();
      forgetOld(now);
      // Beyond the bound all addresses of a kind are one.
      Key own = new Key(address, kind);
      Key key = windows.containsKey(own) || windows.size() < KEYS_MAX ? own : new Key("", kind);
      Window window = windows.get(key);
      if (window != null) {
        window.leftOut++;
        return;
      }
      windows.put(key, new Window(now));
      text = "refused address=" + address + " kind=" + kind + ' ' + line.get();
    }
    lines.accept(shortened(text));
  }

  /** How many addresses and kinds are remembered. */
  int remembered() {
    synchronized (windows) {
      return windows.size();
    }
  }

  /** Windows begin in the order of the map: the old ones are in front. */
  private void forgetOld(long now) {
    Iterator<Map.Entry<Key, Window>> oldest = windows.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Key, Window> entry = oldest.next();
      Window window = entry.getValue();
      if (now - window.begunNanos < WINDOW_NANOS) {
        return;
      }
      oldest.remove();
      if (window.leftOut > 0) {
        Key key = entry.getKey();
        lines.accept(
            shortened("refused address=" + key.address + " kind=" + key.kind)
                + " more="
                + window.leftOut);
      }
    }
  }

  /** One line of bounded length, whatever a client put into it. */
  private static String shortened(String text) {
    String line =
        text.length() <= LINE_CHARS_MAX ? text : text.substring(0, LINE_CHARS_MAX) + "...";
    return CONTROL.matcher(line).replaceAll("?");
  }
}
