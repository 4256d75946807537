package io.heliograph.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time of a process by the names of its threads, digits left out.
 *
 * @param ticks hundredths of a second by name
 */
public record Threads(Map<String, Long> ticks) {
  private static final int USER_TICKS = 11;

  /** The threads of that process now. */
  public static Threads of(long pid) throws IOException {
    Map<String, Long> ticks = new HashMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks) {
        String stat = read(task.resolve("stat"));
        int name = stat.lastIndexOf(')');
        if (name > 0) {
          String[] fields = stat.substring(name + 2).split(" ", -1);
          long used = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
          ticks.merge(
              stat.substring(stat.indexOf('(') + 1, name).replaceAll("[-#]?\\d+.*", ""),
              used,
              Long::sum);
        }
      }
    }
    return new Threads(ticks);
  }

  /** Threads end meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }

  /** The share of the threads whose names begin so in all that was used since then. */
  public double shareSince(Threads before, List<String> beginnings) {
    long all = 0;
    long theirs = 0;
    for (Map.Entry<String, Long> one : ticks.entrySet()) {
      long used = one.getValue() - before.ticks.getOrDefault(one.getKey(), 0L);
      all += used;
      theirs += beginnings.stream().anyMatch(one.getKey()::startsWith) ? used : 0;
    }
    return all == 0 ? 0 : (double) theirs / all;
  }

  /** Those with most since then, as text. */
  public List<String> since(Threads before) {
    return ticks.entrySet().stream()
        .map(
            one ->
                Map.entry(
                    one.getKey(), one.getValue() - before.ticks().getOrDefault(one.getKey(), 0L)))
        .filter(one -> one.getValue() > 0)
        .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed())
        .limit(8)
        .map(one -> "%s %.2f s".formatted(one.getKey(), one.getValue() / 100.0))
        .toList();
  }
}
