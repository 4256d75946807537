package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * n6 to IntelMQ: one event for each address. What a field does not take, and what IntelMQ has no
 * field for, is kept in {@code extra} under n6's name.
 */
final class N6Reader {
  static final Map<String, Double> ACCURACY = Map.of("low", 33.0, "medium", 66.0, "high", 100.0);

  /** Where the n6 message keeps what IntelMQ alone has. */
  static final String INTELMQ = "intelmq";

  private final Context context;

  N6Reader(Context context) {
    this.context = context;
  }

  List<ObjectNode> read(JsonNode message) throws ConversionException {
    List<JsonNode> addresses = addresses(message);
    Fanout.check("address", addresses.size(), message);
    Fields base = base(message);
    List<ObjectNode> events = new ArrayList<>();
    for (JsonNode address : addresses) {
      Fields fields = base.copy();
      addAddress(fields, address);
      restore(fields, message);
      events.add(fields.object());
    }
    return events;
  }

  /** The addresses; a message without any is one event all the same. */
  private static List<JsonNode> addresses(JsonNode message) {
    List<JsonNode> addresses = new ArrayList<>();
    JsonNode list = message.path("address");
    if (list.isArray()) {
      list.forEach(addresses::add);
    } else if (list.isObject()) {
      addresses.add(list);
    }
    if (addresses.isEmpty()) {
      // Some exporters put the only address at the top.
      addresses.add(message);
    }
    return addresses;
  }

  private Fields base(JsonNode message) {
    Fields fields = new Fields(context.sanitation());
    classify(fields, message);
    for (Map.Entry<String, JsonNode> member : message.properties()) {
      String name = member.getKey();
      String field = N6Names.FIELDS.get(name);
      boolean unknownHost = name.equals("fqdn") && member.getValue().asText().equals("unknown");
      if (field != null && !unknownHost) {
        if (!fields.set(field, member.getValue())) {
          fields.keep(name, member.getValue());
        }
      } else if (field != null || !N6Names.SPECIAL.contains(name)) {
        fields.keep(name, member.getValue());
      }
    }
    fields.keep("feed_id", message.path("id"));
    confidence(fields, message.path("confidence"));
    Tlp.ofRestriction(message.path("restriction").asText())
        .ifPresentOrElse(
            level -> setLevel(fields, level, message),
            () -> fields.keep("restriction", message.path("restriction")));
    return fields;
  }

  private static void classify(Fields fields, JsonNode message) {
    JsonNode name = message.path("name");
    Optional<N6Category> category = N6Category.named(message.path("category").asText());
    if (category.isEmpty()) {
      fields.keep("category", message.path("category"));
      fields.keep("name", name);
      return;
    }
    // A delta of a blacklist says that an address is on it, not what it did.
    boolean blacklist = message.path("type").asText().equals("bl-update");
    fields.set("classification.taxonomy", blacklist ? "other" : category.get().taxonomy());
    fields.set("classification.type", blacklist ? "blacklist" : category.get().type());
    boolean named =
        category.get() == N6Category.BOTS
            && name.isTextual()
            && N6Category.named(name.textValue()).isEmpty()
            && fields.set("malware.name", name);
    fields.set("classification.identifier", named ? name.textValue() : category.get().wire());
    boolean folded =
        named && !fields.object().path("malware.name").asText().equals(name.textValue());
    if (!named || folded) {
      fields.keep("name", name);
    }
    if (blacklist) {
      fields.keep("category", message.path("category"));
    }
  }

  private static void confidence(Fields fields, JsonNode confidence) {
    Double accuracy = ACCURACY.get(confidence.asText());
    if (accuracy == null) {
      fields.keep("confidence", confidence);
    } else {
      fields.set("feed.accuracy", DoubleNode.valueOf(accuracy));
    }
  }

  /** Internal is kept by name too: it never leaves, whatever happens to the level. */
  private static void setLevel(Fields fields, Tlp level, JsonNode message) {
    fields.set("tlp", level.text());
    if (level == Tlp.RED) {
      fields.keep("restriction", message.path("restriction"));
    }
  }

  private static void addAddress(Fields fields, JsonNode address) {
    for (String name : List.of("ip", "ipv6")) {
      JsonNode ip = address.path(name);
      if (!ip.isMissingNode() && !fields.set("source.ip", ip)) {
        fields.keep(name, ip);
      }
    }
    N6Names.ADDRESS.forEach(
        (name, field) -> {
          JsonNode value = address.path(name);
          if (!value.isMissingNode() && !fields.set(field, value)) {
            fields.keep(name, value);
          }
        });
  }

  /** Puts back what an earlier conversion kept; null stands for a field that was not set. */
  private static void restore(Fields fields, JsonNode message) {
    for (Map.Entry<String, JsonNode> kept : message.path(INTELMQ).properties()) {
      String key = kept.getKey();
      if (key.equals(N6Writer.UUID_KEY)
          || (key.equals("tlp") && !mayRestore(kept.getValue(), message))) {
        continue;
      }
      if (kept.getValue().isNull()) {
        fields.remove(key);
      } else {
        fields.replace(key, kept.getValue());
      }
    }
  }

  /** A level is put back only when the restriction still is the one that it was turned into. */
  private static boolean mayRestore(JsonNode level, JsonNode message) {
    Optional<Tlp> restriction = Tlp.ofRestriction(message.path("restriction").asText());
    if (level.isNull()) {
      return restriction.filter(Tlp.WHITE::equals).isPresent();
    }
    return Tlp.of(level.asText())
        .map(N6Writer::restriction)
        .filter(message.path("restriction").asText()::equals)
        .isPresent();
  }
}
