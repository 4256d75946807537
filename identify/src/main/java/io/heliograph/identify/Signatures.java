package io.heliograph.identify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of bytes at fixed places; the first row that matches wins. Immutable. */
final class Signatures {
  private record Place(int offset, byte[] bytes) {}

  private record Row(String format, List<Place> places) {
    boolean matches(Sample sample) {
      for (Place place : places) {
        if (!sample.has(place.offset(), place.bytes())) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Row> rows = new ArrayList<>();

  Signatures() {
    for (String[] cells : Tables.rows("signatures.tsv")) {
      List<Place> places = new ArrayList<>();
      for (int cell = 1; cell < cells.length; cell++) {
        int colon = cells[cell].indexOf(':');
        places.add(
            new Place(
                Integer.parseInt(cells[cell], 0, colon, 10),
                bytes(cells[cell].substring(colon + 1))));
      }
      rows.add(new Row(cells[0], places));
    }
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith("\\x", at)) {
        bytes.write(Integer.parseInt(text, at + 2, at + 4, 16));
        at += 3;
      } else {
        bytes.write(text.charAt(at));
      }
    }
    return bytes.toByteArray();
  }

  Optional<String> find(Sample sample) {
    for (Row row : rows) {
      if (row.matches(sample)) {
        return Optional.of(row.format());
      }
    }
    return Optional.empty();
  }
}
