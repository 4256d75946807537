package io.heliograph.event.avro;

import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.JsonScanner;
import io.heliograph.event.json.Rfc3339;
import io.heliograph.event.json.Shape;
import io.heliograph.event.json.Shape.Member;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Turns stored JSON into Avro of version 6. Members come in any order in JSON and in one order in
 * Avro: a first look over a record notes where each begins. Not thread-safe.
 */
final class AvroWriter {
  private static final int ABSENT = -1;

  private final JsonScanner scanner;
  private final AvroOutput output;

  AvroWriter(JsonScanner scanner, AvroOutput output) {
    this.scanner = scanner;
    this.output = output;
  }

  /** Writes the record that comes next; the scanner stands behind it then. */
  void record(Shape shape) throws CorruptEventException {
    int[] starts = new int[shape.members().size()];
    Arrays.fill(starts, ABSENT);
    scanner.expect('{');
    if (!scanner.next('}')) {
      do {
        scanner.string();
        Member member = shape.find(scanner);
        scanner.expect(':');
        if (member != null && scanner.peek() != 'n') {
          starts[member.index()] = scanner.position();
        }
        scanner.skip();
      } while (scanner.next(','));
      scanner.expect('}');
    }
    int end = scanner.position();
    for (Member member : shape.members()) {
      int start = starts[member.index()];
      if (start == ABSENT) {
        empty(member);
      } else {
        scanner.moveTo(start);
        value(member);
      }
    }
    scanner.moveTo(end);
  }

  private void empty(Member member) {
    switch (member.type()) {
      case TEXT, NAME, FEATURE_TYPE, RAW, RAW_OBJECT, TEXTS, TEXT_MAP, RECORDS ->
          output.writeLong(0);
      case U32 -> output.writeLong(isVersion(member) ? AvroEvents.VERSION_6 : 0);
      case U64 -> output.writeFixed(0);
      case BOOL -> output.writeBoolean(false);
      case DOUBLE -> output.writeDouble(0);
      case TIME -> output.writeLong(AvroReader.ABSENT_TIME_MICROS);
      case RECORD -> member.inner().members().forEach(this::empty);
    }
  }

  private static boolean isVersion(Member member) {
    return member.name().equals("model_version");
  }

  private void value(Member member) throws CorruptEventException {
    switch (member.type()) {
      case TEXT, NAME, FEATURE_TYPE -> text();
      case U32 -> {
        scanner.number();
        long number = scanner.unsigned(member.name());
        output.writeLong(isVersion(member) ? AvroEvents.VERSION_6 : number);
      }
      case U64 -> {
        scanner.number();
        output.writeFixed(scanner.unsigned(member.name()));
      }
      case BOOL -> output.writeBoolean(scanner.bool());
      case DOUBLE -> {
        scanner.number();
        output.writeDouble(scanner.toDouble());
      }
      case TIME -> time();
      case RAW, RAW_OBJECT -> {
        int start = scanner.position();
        scanner.skip();
        output.writeBytes(scanner.bytes(), start, scanner.position());
      }
      case TEXTS -> texts();
      case TEXT_MAP -> textMap();
      case RECORD -> record(member.inner());
      case RECORDS -> records(member.inner());
    }
  }

  private void text() throws CorruptEventException {
    scanner.string();
    if (scanner.textIsPlain()) {
      output.writeBytes(scanner.bytes(), scanner.textStart(), scanner.textEnd());
    } else {
      byte[] text = scanner.text().getBytes(StandardCharsets.UTF_8);
      output.writeBytes(text, 0, text.length);
    }
  }

  private void time() throws CorruptEventException {
    scanner.string();
    long micros =
        Rfc3339.parse(scanner.text())
            .map(
                time ->
                    ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.MICROS)))
            .orElse(AvroReader.ABSENT_TIME_MICROS);
    output.writeLong(micros);
  }

  private void texts() throws CorruptEventException {
    AvroOutput.Blocks blocks = output.blocks();
    scanner.expect('[');
    if (!scanner.next(']')) {
      do {
        blocks.item();
        text();
      } while (scanner.next(','));
      scanner.expect(']');
    }
    blocks.end();
  }

  private void textMap() throws CorruptEventException {
    AvroOutput.Blocks blocks = output.blocks();
    scanner.expect('{');
    if (!scanner.next('}')) {
      do {
        blocks.item();
        text();
        scanner.expect(':');
        text();
      } while (scanner.next(','));
      scanner.expect('}');
    }
    blocks.end();
  }

  private void records(Shape shape) throws CorruptEventException {
    AvroOutput.Blocks blocks = output.blocks();
    scanner.expect('[');
    if (!scanner.next(']')) {
      do {
        blocks.item();
        record(shape);
      } while (scanner.next(','));
      scanner.expect(']');
    }
    blocks.end();
  }
}
