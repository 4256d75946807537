package io.heliograph.bench.gjson;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The Go original on this machine, in the same run: {@code bench/src/main/go/peer.go}, built before
 * and run several times between ours. The least of all its figures counts, as it does for ours.
 */
final class Peer {
  private final Path program;
  private final Map<Event, Map<Filter, Double>> least = new EnumMap<>(Event.class);

  Peer(Path program) {
    this.program = program;
  }

  void run() throws IOException {
    Path folder = Files.createTempDirectory("events");
    try {
      for (Event event : Event.values()) {
        Files.write(folder.resolve(event.file), event.json());
      }
      List<String> command = new ArrayList<>(List.of(program.toString(), folder.toString()));
      for (Filter filter : Filter.values()) {
        command.add(filter + "=" + filter.path);
      }
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        lines.lines().forEach(this::note);
      }
    } finally {
      for (Event event : Event.values()) {
        Files.deleteIfExists(folder.resolve(event.file));
      }
      Files.delete(folder);
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    Filter filter = Filter.valueOf(words[1]);
    for (Event event : Event.values()) {
      if (event.file.equals(words[0])) {
        least
            .computeIfAbsent(event, key -> new EnumMap<>(Filter.class))
            .merge(filter, Double.valueOf(words[2]), Math::min);
      }
    }
  }

  /** Nanoseconds of one evaluation; not a number when it was not run. */
  double nanos(Event event, Filter filter) {
    return least.getOrDefault(event, Map.of()).getOrDefault(filter, Double.NaN);
  }
}
