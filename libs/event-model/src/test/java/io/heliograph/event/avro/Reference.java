package io.heliograph.event.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Model;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The independent codec: Avro's own library on schemas written down from the contract's field order
 * (src/test/resources/avro).
 */
final class Reference {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long YEAR_1_MICROS = -62_135_596_800_000_000L;
  private static final Map<Integer, Schema> SCHEMAS = new HashMap<>();

  private Reference() {}

  static synchronized Schema schema(int version, String record) throws Exception {
    Schema all = SCHEMAS.get(version);
    if (all == null) {
      try (InputStream file = Reference.class.getResourceAsStream("/avro/v" + version + ".avsc")) {
        all = new Schema.Parser().parse(file);
      }
      SCHEMAS.put(version, all);
    }
    return all.getTypes().get(all.getIndexNamed("v" + version + "." + record));
  }

  static String record(Model model) {
    String wire = model.wire();
    return Character.toUpperCase(wire.charAt(0)) + wire.substring(1) + "Event";
  }

  static JsonNode read(Model model, int version, byte[] avro) throws Exception {
    return read(schema(version, record(model)), avro);
  }

  static JsonNode readBulk(Model model, int version, byte[] avro) throws Exception {
    return read(schema(version, "Bulk" + record(model)), avro);
  }

  private static JsonNode read(Schema schema, byte[] avro) throws Exception {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(avro, null);
    Object record = new GenericDatumReader<Object>(schema).read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IllegalStateException("bytes are left");
    }
    return tree(schema, record);
  }

  private static JsonNode tree(Schema schema, Object value) throws Exception {
    return switch (schema.getType()) {
      case RECORD -> {
        ObjectNode node = NODES.objectNode();
        for (Schema.Field field : schema.getFields()) {
          node.set(field.name(), tree(field.schema(), ((GenericRecord) value).get(field.pos())));
        }
        yield node;
      }
      case ARRAY -> {
        ArrayNode node = NODES.arrayNode();
        for (Object item : (List<?>) value) {
          node.add(tree(schema.getElementType(), item));
        }
        yield node;
      }
      case MAP -> {
        ObjectNode node = NODES.objectNode();
        ((Map<?, ?>) value).forEach((key, text) -> node.put(key.toString(), text.toString()));
        yield node;
      }
      case STRING -> NODES.textNode(value.toString());
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case DOUBLE -> NODES.numberNode((Double) value);
      case LONG ->
          schema.getProp("logicalType") == null
              ? NODES.numberNode((Long) value)
              : time((Long) value);
      case FIXED -> NODES.numberNode(new BigInteger(1, ((GenericFixed) value).bytes()));
      case BYTES -> {
        byte[] raw = new byte[((ByteBuffer) value).remaining()];
        ((ByteBuffer) value).duplicate().get(raw);
        yield raw.length == 0 ? NODES.nullNode() : FieldTrees.MAPPER.readTree(raw);
      }
      default -> throw new IllegalStateException(schema.toString());
    };
  }

  private static JsonNode time(long micros) {
    return micros == YEAR_1_MICROS
        ? NODES.textNode("")
        : NODES.textNode(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
  }

  /**
   * @param blocking whether lists and maps have blocks of negative count and size
   */
  static byte[] write(Model model, int version, JsonNode event, boolean blocking) throws Exception {
    return write(schema(version, record(model)), event, blocking);
  }

  static byte[] writeBulk(Model model, int version, JsonNode bulk, boolean blocking)
      throws Exception {
    return write(schema(version, "Bulk" + record(model)), bulk, blocking);
  }

  private static byte[] write(Schema schema, JsonNode json, boolean blocking) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder =
        blocking
            ? EncoderFactory.get().blockingBinaryEncoder(bytes, null)
            : EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(datum(schema, json), encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static Object datum(Schema schema, JsonNode json) throws Exception {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), datum(field.schema(), json.path(field.name())));
        }
        yield record;
      }
      case ARRAY -> {
        GenericData.Array<Object> array = new GenericData.Array<>(json.size(), schema);
        for (JsonNode item : json) {
          array.add(datum(schema.getElementType(), item));
        }
        yield array;
      }
      case MAP -> {
        Map<String, String> map = new HashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        yield map;
      }
      case STRING -> json.asText("");
      case BOOLEAN -> json.asBoolean(false);
      case DOUBLE -> json.asDouble(0);
      case LONG -> schema.getProp("logicalType") == null ? json.asLong(0) : micros(json);
      case FIXED -> fixed(schema, json);
      case BYTES ->
          ByteBuffer.wrap(
              json.isMissingNode() || json.isNull()
                  ? new byte[0]
                  : json.toString().getBytes(StandardCharsets.UTF_8));
      default -> throw new IllegalStateException(schema.toString());
    };
  }

  private static long micros(JsonNode json) {
    if (json.asText("").isEmpty()) {
      return YEAR_1_MICROS;
    }
    Instant time = OffsetDateTime.parse(json.asText()).toInstant();
    return Math.addExact(time.getEpochSecond() * 1_000_000, time.getNano() / 1_000);
  }

  private static GenericFixed fixed(Schema schema, JsonNode json) {
    BigInteger number = json.isNumber() ? json.bigIntegerValue() : BigInteger.ZERO;
    return new GenericData.Fixed(
        schema, ByteBuffer.allocate(Long.BYTES).putLong(number.longValue()).array());
  }
}
