package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** One source or target of an IDEA message: what fits goes into fields, the rest is kept. */
final class IdeaParty {
  private static final Map<String, String> FIELDS =
      Map.of(
          "Account", ".account",
          "ASN", ".asn",
          "Hostname", ".fqdn",
          "LocalHostname", ".local_hostname",
          "Port", ".port",
          "PTR", ".reverse_dns",
          "URL", ".url");
  private static final List<String> FLAGS = List.of("Spoofed", "Imprecise", "Anonymised");

  private final Fields fields;
  private final String side;

  IdeaParty(Fields fields, String side) {
    this.fields = fields;
    this.side = side;
  }

  void add(JsonNode party) {
    ObjectNode rest = fields.object().objectNode();
    for (Map.Entry<String, JsonNode> member : party.properties()) {
      JsonNode left = left(member.getKey(), member.getValue(), party);
      if (!left.isEmpty() || !left.isContainerNode()) {
        rest.set(member.getKey(), left);
      }
    }
    fields.keep(side.equals("source") ? "idea_source" : "idea_target", rest);
  }

  /** What of a member found no field. */
  private JsonNode left(String name, JsonNode value, JsonNode party) {
    return switch (name) {
      case "IP4", "IP6" -> addresses(value, party);
      case "LocalIP4", "LocalIP6" -> list(value, side + ".local_ip");
      case "Proto" -> protocols(value);
      case "Type" -> types(value);
      case "Note" ->
          fields.set("status", value) || value.equals(fields.object().path("status"))
              ? fields.object().arrayNode()
              : value;
      default -> {
        String field = FIELDS.get(name);
        yield field == null ? value : list(value, side + field);
      }
    };
  }

  /** A spoofed address is nobody's: it never becomes the address of the event. */
  private JsonNode addresses(JsonNode addresses, JsonNode party) {
    ArrayNode left = fields.object().arrayNode();
    boolean spoofed = side.equals("source") && isFlagged(party, "Spoofed");
    boolean vague = FLAGS.stream().anyMatch(flag -> isFlagged(party, flag));
    for (JsonNode address : items(addresses)) {
      String text = address.asText();
      boolean network = text.indexOf('/') >= 0 || text.indexOf('-') >= 0;
      boolean read =
          !spoofed
              && (network
                  ? IpRange.network(text)
                      .filter(one -> fields.set(side + ".network", one))
                      .isPresent()
                  : fields.set(side + ".ip", TextNode.valueOf(text)));
      if (!read || vague) {
        left.add(address);
      }
    }
    return left;
  }

  private static boolean isFlagged(JsonNode party, String flag) {
    return party.path(flag).asBoolean();
  }

  private JsonNode list(JsonNode values, String field) {
    ArrayNode left = fields.object().arrayNode();
    for (JsonNode value : items(values)) {
      if (!fields.set(field, value)) {
        left.add(value);
      }
    }
    return left;
  }

  /** The first transport that the table knows; the first other one is the application. */
  private JsonNode protocols(JsonNode protocols) {
    ArrayNode left = fields.object().arrayNode();
    for (JsonNode protocol : items(protocols)) {
      boolean same =
          protocol.asText().equalsIgnoreCase(fields.object().path("protocol.transport").asText())
              || protocol
                  .asText()
                  .equalsIgnoreCase(fields.object().path("protocol.application").asText());
      if (!same
          && !fields.set("protocol.transport", protocol)
          && !fields.set("protocol.application", protocol)) {
        left.add(protocol);
      }
    }
    return left;
  }

  private JsonNode types(JsonNode types) {
    for (JsonNode type : items(types)) {
      if (type.asText().equals("Tor")) {
        fields.set(side + ".tor_node", BooleanNode.TRUE);
      }
    }
    return types;
  }

  private static Iterable<JsonNode> items(JsonNode list) {
    return list.isArray() ? list : List.of(list);
  }
}
