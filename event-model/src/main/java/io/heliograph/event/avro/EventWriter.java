package io.heliograph.event.avro;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Writes the JSON of one event as Avro of the newest version. Members come in any order: each is
 * written where it is met, and a record met out of order is put into Avro order at its end. One per
 * event, one thread.
 */
final class EventWriter {
  private static final long U32_MAX = 0xFFFF_FFFFL;

  private final byte[] json;
  private final JsonParser in;
  private final Sink out;

  private EventWriter(byte[] json, JsonParser in, Sink out) {
    this.json = json;
    this.in = in;
    this.out = out;
  }

  /**
   * Appends the event to {@code out}.
   *
   * @throws IllegalArgumentException when the bytes are not JSON of that shape
   */
  static void write(Shape shape, byte[] json, Sink out) {
    if (!JsonBytes.looksLikeUtf8(json, 0, json.length)) {
      throw new IllegalArgumentException("event is not UTF-8 JSON");
    }
    try (JsonParser in = JsonBytes.parser(json, 0, json.length)) {
      EventWriter writer = new EventWriter(json, in, out);
      in.nextToken();
      writer.record(shape);
      if (in.nextToken() != null) {
        throw writer.unfit("nothing more");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("event is not JSON", e);
    }
  }

  private void value(Kind kind) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL && kind != Kind.Scalar.RAW_JSON) {
      out.zero(kind);
      return;
    }
    switch (kind) {
      case Kind.Scalar scalar -> scalar(scalar);
      case Kind.ListOf list -> list(list.item());
      case Shape shape -> record(shape);
    }
  }

  private void record(Shape shape) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Field[] fields = shape.fields(Shape.NEWEST);
    int start = out.size();
    int[] spans = new int[2 * fields.length];
    int filled = 0;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      int index = shape.newestIndexOf(in.currentName());
      in.nextToken();
      if (index < 0) {
        in.skipChildren();
        continue;
      }
      // The fields passed over are most often absent: their zeros now save a move at the end.
      filled = fillTo(index, filled, fields, spans);
      spans[2 * index] = out.size();
      value(fields[index].kind());
      spans[2 * index + 1] = out.size();
      filled = Math.max(filled, index + 1);
    }
    fillTo(fields.length, filled, fields, spans);
    if (!inOrder(start, spans)) {
      out.arrange(start, spans);
    }
  }

  private int fillTo(int end, int filled, Field[] fields, int[] spans) {
    for (int i = filled; i < end; i++) {
      spans[2 * i] = out.size();
      out.zero(fields[i].kind());
      spans[2 * i + 1] = out.size();
    }
    return Math.max(filled, end);
  }

  private boolean inOrder(int start, int[] spans) {
    int next = start;
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] != next) {
        return false;
      }
      next = spans[i + 1];
    }
    return next == out.size();
  }

  private void list(Kind item) throws IOException {
    expect(JsonToken.START_ARRAY, "a list");
    Blocks blocks = new Blocks(out);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      value(item);
      blocks.itemWritten();
    }
    blocks.end();
  }

  private void textMap() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Blocks blocks = new Blocks(out);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      char[] key = in.currentName().toCharArray();
      putText(key, 0, key.length);
      in.nextToken();
      value(Kind.Scalar.TEXT);
      blocks.itemWritten();
    }
    blocks.end();
  }

  private void scalar(Kind.Scalar scalar) throws IOException {
    switch (scalar) {
      case TEXT -> text();
      case TEXT_MAP -> textMap();
      case U32 -> out.varint(u32());
      case U64 -> out.bigEndian(u64());
      case TIME -> time();
      case RAW_JSON -> rawJson();
      case BOOLEAN -> flag();
      case DOUBLE -> floating();
      case VERSION -> out.varint(Shape.NEWEST);
    }
  }

  private void text() throws IOException {
    expect(JsonToken.VALUE_STRING, "a string");
    int from = in.getTextOffset();
    putText(in.getTextCharacters(), from, from + in.getTextLength());
  }

  private void putText(char[] text, int from, int to) {
    out.varint(Utf8.length(text, from, to));
    Utf8.put(text, from, to, out);
  }

  private long u32() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    BigInteger value = in.getBigIntegerValue();
    if (value.signum() < 0 || value.bitLength() > 32) {
      throw unfit("a number from 0 to " + U32_MAX);
    }
    return value.longValue();
  }

  private long u64() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    if (in.getNumberType() != JsonParser.NumberType.BIG_INTEGER && in.getLongValue() >= 0) {
      return in.getLongValue();
    }
    BigInteger value = in.getBigIntegerValue();
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw unfit("a number of 64 bits without sign");
    }
    return value.longValue();
  }

  private void time() throws IOException {
    expect(JsonToken.VALUE_STRING, "a time");
    out.varint(Rfc3339.micros(in.getText()));
  }

  /** Copies the text of the value as it stands, space inside it included. */
  private void rawJson() throws IOException {
    int from = (int) in.currentTokenLocation().getByteOffset();
    in.skipChildren();
    in.finishToken();
    int to = (int) in.currentLocation().getByteOffset();
    out.varint(to - from);
    out.put(json, from, to - from);
  }

  private void flag() throws IOException {
    if (in.currentToken() != JsonToken.VALUE_TRUE) {
      expect(JsonToken.VALUE_FALSE, "true or false");
    }
    out.put(in.getBooleanValue() ? 1 : 0);
  }

  private void floating() throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
    }
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw unfit("a number that fits a double");
    }
    out.littleEndian(Double.doubleToLongBits(value));
  }

  private void expect(JsonToken token, String what) {
    if (in.currentToken() != token) {
      throw unfit(what);
    }
  }

  private IllegalArgumentException unfit(String wanted) {
    return new IllegalArgumentException(
        "event member " + in.getParsingContext().pathAsPointer() + " should be " + wanted);
  }
}
