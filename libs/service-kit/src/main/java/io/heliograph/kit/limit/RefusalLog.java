package io.heliograph.kit.limit;

import io.heliograph.kit.limit.LogWindows.Admission;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Logs what clients cause once per address, kind and minute, with the count of what was left out,
 * so that no client fills a disk with lines. Thread-safe.
 */
public final class RefusalLog {
  private static final int KEYS_MAX = 1_000;
  private static final int LINE_CHARS_MAX = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private record Key(String address, String kind) {}

  private final Consumer<String> lines;
  private final LogWindows<Key> windows;

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
    this.windows = new LogWindows<>(nanoTime, KEYS_MAX, own -> new Key("", own.kind));
  }

  /**
   * Tells of one refusal.
   *
   * @param address of the client that caused it
   * @param kind what it is, one of a fixed set
   * @param line the text, asked for only when it is logged
   */
  public void refused(String address, String kind, Supplier<String> line) {
    Admission<Key> admission = windows.admit(new Key(address, kind));
    for (LogWindows.LeftOut<Key> over : admission.over()) {
      lines.accept(head(over.key()) + " more=" + over.count());
    }
    if (admission.through()) {
      lines.accept(shortened(head(admission.key()) + ' ' + line.get()));
    }
  }

  private static String head(Key key) {
    return shortened("refused address=" + key.address + " kind=" + key.kind);
  }

  /** How many addresses and kinds are remembered. */
  int remembered() {
    return windows.remembered();
  }

  /** One line of bounded length, whatever a client put into it. */
  private static String shortened(String text) {
    String line =
        text.length() <= LINE_CHARS_MAX ? text : text.substring(0, LINE_CHARS_MAX) + "...";
    return CONTROL.matcher(line).replaceAll("?");
  }
}
