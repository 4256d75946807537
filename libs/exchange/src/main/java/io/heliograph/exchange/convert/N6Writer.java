package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.envelope.MessageId;
import io.heliograph.exchange.json.CanonicalJson;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * IntelMQ to n6. What n6 cannot hold, and what would not come back as it was, goes into the member
 * {@code intelmq}: so the way back is exact, whatever the event holds.
 */
final class N6Writer {
  /** Where {@code intelmq} keeps the id that the event had. */
  static final String UUID_KEY = "extra.x_meta_uuid";

  private static final Pattern N6_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern N6_SOURCE = Pattern.compile("[-0-9a-z]+\\.[-0-9a-z]+");
  private static final Map<String, Pattern> GRAMMAR =
      Map.of(
          "md5", Pattern.compile("[0-9a-f]{32}"),
          "sha1", Pattern.compile("[0-9a-f]{40}"),
          "sha256", Pattern.compile("[0-9a-f]{64}"),
          "proto", Pattern.compile("tcp|udp|icmp"),
          "dip", Pattern.compile("[0-9.]+"),
          "ip_network", Pattern.compile("[0-9./]+"));
  private static final double LOW_END = 34;
  private static final double MEDIUM_END = 67;

  private final Context context;

  N6Writer(Context context) {
    this.context = context;
  }

  ObjectNode write(ObjectNode event, MessageId id) throws ConversionException {
    ObjectNode message = event.objectNode();
    identity(message, event, id);
    N6Names.FIELDS.forEach(
        (name, field) -> {
          JsonNode value = event.path(field);
          Pattern grammar = GRAMMAR.get(name);
          boolean fits =
              !value.isMissingNode()
                  && !name.equals("time")
                  && (grammar == null || grammar.matcher(value.asText()).matches());
          if (fits) {
            message.set(name, value);
          }
        });
    address(message, event);
    category(message, event);
    extras(message, event);
    keep(message, event, id);
    return message;
  }

  private void identity(ObjectNode message, ObjectNode event, MessageId id) {
    String feedId = event.path("extra.feed_id").asText();
    message.put(
        "id",
        N6_ID.matcher(feedId).matches()
            ? feedId
            : CanonicalJson.sha256(event.textNode(id.text())).substring(0, 32));
    String source = event.path("extra.source").asText();
    message.put("source", N6_SOURCE.matcher(source).matches() ? source : context.n6Source());
    message.put("confidence", confidence(event.path("feed.accuracy")));
    Tlp level = Tlp.ofIntelmq(event).or(context::untagged).orElse(Tlp.WHITE);
    message.put("restriction", restriction(level));
    message.put("time", time(event));
  }

  static String restriction(Tlp level) {
    return switch (level) {
      case WHITE -> "public";
      // n6 has no level between: the stricter one.
      case GREEN, AMBER -> "need-to-know";
      case AMBER_STRICT, RED -> "internal";
    };
  }

  static String confidence(JsonNode accuracy) {
    if (!accuracy.isNumber() || accuracy.doubleValue() < LOW_END) {
      return "low";
    }
    return accuracy.doubleValue() < MEDIUM_END ? "medium" : "high";
  }

  private String time(ObjectNode event) {
    String time = event.path("time.source").asText(event.path("time.observation").asText());
    return time.isEmpty()
        ? context.now().truncatedTo(ChronoUnit.SECONDS).toString()
        : time.replace("+00:00", "Z");
  }

  private static void address(ObjectNode message, ObjectNode event) {
    JsonNode ip = event.path("source.ip");
    if (ip.isMissingNode()) {
      return;
    }
    ObjectNode address = message.putArray("address").addObject();
    address.set(ip.asText().indexOf(':') >= 0 ? "ipv6" : "ip", ip);
    N6Names.ADDRESS.forEach(
        (name, field) -> {
          if (event.has(field)) {
            address.set(name, event.get(field));
          }
        });
  }

  private static void category(ObjectNode message, ObjectNode event) {
    N6Category category = N6Category.of(event).orElse(N6Category.OTHER);
    message.put("category", category.wire());
    JsonNode name = event.path("extra.name");
    if (category == N6Category.BOTS && name.isMissingNode()) {
      name = event.path("malware.name");
    }
    if (name.isTextual()) {
      message.set("name", name);
    }
  }

  private static void extras(ObjectNode message, ObjectNode event) {
    for (String name : N6Names.EXTRA) {
      JsonNode value = event.path("extra." + name);
      if (!value.isMissingNode() && !message.has(name)) {
        message.set(name, value);
      }
    }
    JsonNode account = event.path("destination.account");
    if (account.isTextual() && !message.has("username")) {
      message.set("username", account);
    }
  }

  /** Converts back and notes each field that would come back otherwise, or that was not there. */
  private void keep(ObjectNode message, ObjectNode event, MessageId id) throws ConversionException {
    ObjectNode back = new N6Reader(context).read(message).getFirst();
    ObjectNode kept = event.objectNode();
    event
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().equals(back.get(field.getKey()))) {
                kept.set(field.getKey(), field.getValue());
              }
            });
    back.properties()
        .forEach(
            field -> {
              if (!event.has(field.getKey())) {
                kept.putNull(field.getKey());
              }
            });
    kept.put(UUID_KEY, id.text());
    message.set(N6Reader.INTELMQ, kept);
  }
}
