package io.heliograph.event.avro;

import io.heliograph.event.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** The schemas written from the contract's field orders, and Apache Avro's coding by them. */
final class Schemas {
  private static final Map<Integer, Map<String, Schema>> BY_VERSION = new HashMap<>();

  static {
    for (int version = 4; version <= 6; version++) {
      try (InputStream text = Schemas.class.getResourceAsStream("v" + version + ".avsc")) {
        Map<String, Schema> records = new HashMap<>();
        for (Schema record : new Schema.Parser().parse(text).getTypes()) {
          records.put(record.getName(), record);
        }
        BY_VERSION.put(version, records);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Schemas() {}

  static Schema single(Model model, int version) {
    String wire = model.wire();
    String name = wire.substring(0, 1).toUpperCase(Locale.ROOT) + wire.substring(1) + "Event";
    return BY_VERSION.get(version).get(name);
  }

  static Schema bulk(Model model, int version) {
    return BY_VERSION.get(version).get("Bulk" + single(model, version).getName());
  }

  /** Encodes with plain blocks, or with blocks of negative count and byte size. */
  static byte[] encode(GenericRecord record, boolean sizedBlocks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncoderFactory factory = EncoderFactory.get();
    BinaryEncoder encoder =
        sizedBlocks
            ? factory.blockingBinaryEncoder(bytes, null)
            : factory.directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Decodes, and insists on the last byte. */
  static GenericRecord decode(Schema schema, byte[] bytes) {
    try {
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
      GenericRecord record =
          new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
              .read(null, decoder);
      if (!decoder.isEnd()) {
        throw new IllegalStateException("bytes after the end");
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
