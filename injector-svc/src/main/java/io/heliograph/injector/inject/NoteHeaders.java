package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.injector.child.RecordPosition;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the count by root needs of a note in {@code hub.injected}; in headers, so that the JSON of a
 * million notes need not be parsed.
 */
final class NoteHeaders {
  private static final String SESSION = "session";
  private static final String ROOT = "root";
  private static final String BYTES = "bytes";

  private final RootCounts.Past.Note note;

  NoteHeaders(String session, RecordPosition root, long bytes) {
    note = new RootCounts.Past.Note(session, root, bytes);
  }

  Headers write() {
    return new RecordHeaders()
        .add(SESSION, note.session().getBytes(UTF_8))
        .add(ROOT, note.root().toString().getBytes(UTF_8))
        .add(BYTES, Long.toString(note.bytes()).getBytes(UTF_8));
  }

  /** Empty when the note is one of an earlier version. */
  static Optional<RootCounts.Past.Note> read(Headers headers) {
    return RecordPosition.parse(text(headers, ROOT))
        .map(root -> new RootCounts.Past.Note(text(headers, SESSION), root, bytes(headers)));
  }

  private static long bytes(Headers headers) {
    String text = text(headers, BYTES);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
