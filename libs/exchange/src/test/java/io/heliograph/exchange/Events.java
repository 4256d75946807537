package io.heliograph.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.envelope.Envelope;
import io.heliograph.exchange.envelope.Reading;
import io.heliograph.exchange.field.FieldTable;
import io.heliograph.exchange.field.Kind;
import io.heliograph.exchange.field.Mode;
import io.heliograph.exchange.field.Payload;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Events of IntelMQ at random, every field of the table among them, in canonical form. */
public final class Events {
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("Accuracy", List.of("0", "33.0", "66.5", "100", "57", "0.07")),
          Map.entry("ASN", List.of("1", "64500", "4294967295")),
          Map.entry("Base64", List.of("'cmF3'", "'/w=='", "'w6k='")),
          Map.entry("Boolean", List.of("true", "false")),
          Map.entry("ClassificationTaxonomy", List.of("'other'", "'malicious-code'", "'fraud'")),
          Map.entry("ClassificationType", List.of("'scanner'", "'infected-system'", "'other'")),
          Map.entry(
              "DateTime",
              List.of(
                  "'2024-01-01T00:00:00+00:00'",
                  "'2023-12-31T23:59:59.500000+00:00'",
                  "'2024-02-29T12:00:00.5+00:00'")),
          Map.entry("FQDN", List.of("'example.com'", "'xn--mnchen-3ya.example'", "'_x.test'")),
          Map.entry("Float", List.of("48.2", "-0.00001", "1e22")),
          Map.entry("IPAddress", List.of("'192.0.2.1'", "'2001:db8::1'", "'::ffff:192.0.2.1'")),
          Map.entry("IPNetwork", List.of("'192.0.2.0/24'", "'2001:db8::/32'")),
          Map.entry("Integer", List.of("0", "443", "65535")),
          Map.entry("JSON", List.of("'[1]'", "'null'")),
          Map.entry(
              "JSONDict", List.of("{'count':3,'x':[1,{'y':null}]}", "{'source':'a.b','n':1}")),
          Map.entry("LowercaseString", List.of("'tcp'", "'zeus'", "'sctp'")),
          Map.entry("Registry", List.of("'RIPE'", "'ARIN'")),
          Map.entry("String", List.of("'text'", "'it\u00e9 ~*+%-'", "'bots'", "'sandbox-url'")),
          Map.entry("TLP", List.of("'WHITE'", "'GREEN'", "'AMBER'", "'RED'")),
          Map.entry("URL", List.of("'http://example.com/a?b#c'", "'//x/'", "'ftp://u@h:21/'")),
          Map.entry("UppercaseString", List.of("'AT'", "'ABCDEF'")));

  private Events() {}

  /** An event with each field at a chance of one in four. */
  public static ObjectNode random(Random random) {
    ObjectNode message = Vectors.JSON.createObjectNode();
    JsonNode table = Vectors.read("intelmq-fields.json");
    for (JsonNode row : table.path("event")) {
      if (random.nextInt(4) == 0) {
        List<String> values = VALUES.get(row.path("type").asText());
        String value = values.get(random.nextInt(values.size()));
        message.set(row.path("name").asText(), Vectors.json(value.replace('\'', '"')));
      }
    }
    if (random.nextBoolean()) {
      List<String> types = FieldTable.INTELMQ.classificationTypes();
      message.put("classification.type", types.get(random.nextInt(types.size())));
    }
    Payload payload = Payload.of(Vectors.SANITATION, Kind.EVENT, message, Mode.IMPORT);
    if (payload.isSound()) {
      return payload.fields();
    }
    payload.faults().forEach(fault -> message.remove(fault.field()));
    return Payload.of(Vectors.SANITATION, Kind.EVENT, message, Mode.IMPORT).fields();
  }

  /** A nested message with an id, read. */
  public static Envelope envelope(String id, ObjectNode payload) {
    return envelope(id, "intelmq", "{}", payload);
  }

  /** A nested message with an id, a format and further members of meta, read. */
  public static Envelope envelope(String id, String format, String meta, ObjectNode payload) {
    ObjectNode message = Vectors.JSON.createObjectNode();
    ObjectNode header = message.putObject("meta");
    header.put("version", 1).putObject("uuid").put("current", id);
    header.put("type", "event").put("format", format);
    header.setAll(Vectors.object(meta));
    message.set("payload", payload);
    return read(message);
  }

  /** A message that is sound, read. */
  public static Envelope read(JsonNode message) {
    Reading reading = Vectors.DRY_RUN.judge(message).reading();
    if (reading instanceof Reading.Read read) {
      return read.envelope();
    }
    throw new AssertionError(reading + " " + message);
  }
}
