package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The tables of the corpus, in the resources' folder {@code corpus}: a row a line, with tabs. */
final class CorpusTables {
  private CorpusTables() {}

  /** The rows of a table, without comments. */
  static List<String[]> rows(String name) {
    try (InputStream table = CorpusTables.class.getResourceAsStream("corpus/" + name)) {
      if (table == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
