package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.envelope.MessageId;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * IntelMQ to IDEA0, as IntelMQ's own expert does it, its defects repaired (exchange.md section 8).
 * IDEA knows no TLP: the level goes into {@code _Heliograph}, as IDEA has it for additions.
 */
final class IdeaWriter {
  /** Our addition to IDEA. */
  static final String OURS = "_Heliograph";

  private IdeaWriter() {}

  static ObjectNode write(ObjectNode event, MessageId id) throws ConversionException {
    JsonNode detected = event.path("time.observation");
    if (detected.isMissingNode()) {
      throw new ConversionException(
          "time.observation: must be set, as IDEA's DetectTime is mandatory");
    }
    ObjectNode idea = event.objectNode();
    idea.put("Format", "IDEA0");
    description(event).ifPresent(text -> idea.put("Description", text));
    String type = event.path("classification.type").asText("undetermined");
    idea.putArray("Category").add(IdeaCategory.OF_TYPE.getOrDefault(type, "Other"));
    idea.set("DetectTime", detected);
    copy(event, "time.source", idea, "EventTime");
    idea.put("ID", id.uuid().orElseGet(() -> NameUuid.of(id.text())));
    if (!id.uuid().equals(Optional.of(id.text()))) {
      idea.putArray("AltNames").add(id.text());
    }
    if (event.has("event_hash")) {
      idea.putArray("RelID").add("hash:" + quoted(event, "event_hash"));
    }
    if (event.path("feed.accuracy").isNumber()) {
      confidence(idea, event.path("feed.accuracy").doubleValue() / 100);
    }
    copy(event, "comment", idea, "Note");
    setUnlessEmpty(idea, "Ref", references(event));
    setUnlessEmpty(idea, "Attach", attachments(event));
    setUnlessEmpty(idea, "Source", party(event, "source", true));
    setUnlessEmpty(idea, "Target", party(event, "destination", false));
    Tlp.ofIntelmq(event).ifPresent(level -> idea.putObject(OURS).put("TLP", level.text()));
    return idea;
  }

  private static Optional<String> description(ObjectNode event) {
    String feed = event.path("feed.name").asText();
    if (feed.isEmpty()) {
      return Optional.empty();
    }
    for (String key : List.of("event_description.text", "comment", "classification.type")) {
      if (event.has(key)) {
        return Optional.of(feed + ": " + event.path(key).asText());
      }
    }
    return Optional.of(feed + ": undetermined");
  }

  private static void confidence(ObjectNode idea, double share) {
    if (share <= 0 || share >= 1) {
      idea.put("Confidence", share <= 0 ? 0 : 1);
    } else {
      idea.put("Confidence", share);
    }
  }

  private static ArrayNode references(ObjectNode event) {
    ArrayNode references = event.arrayNode();
    addPrefixed(references, "malid:", event, "classification.identifier");
    add(references, event, "event_description.url");
    addPrefixed(references, "intelmq_feed:", event, "feed.code");
    addPrefixed(references, "misp_attr:", event, "misp.attribute_uuid");
    addPrefixed(references, "misp_event:", event, "misp.event_uuid");
    addPrefixed(references, "rtir:", event, "rtir_id");
    add(references, event, "screenshot_url");
    return references;
  }

  private static ArrayNode attachments(ObjectNode event) {
    ArrayNode attachments = event.arrayNode();
    ObjectNode sample = event.objectNode();
    ArrayNode hashes = event.arrayNode();
    for (String name : List.of("md5", "sha1", "sha256")) {
      addPrefixed(hashes, name + ":", event, "malware.hash." + name);
    }
    setUnlessEmpty(sample, "Hash", hashes);
    if (event.has("malware.name")) {
      sample
          .putArray("Ref")
          .add("malware:" + quoted(event, "malware.name") + "-" + quoted(event, "malware.version"));
    }
    ObjectNode original = event.objectNode();
    if (event.has("raw")) {
      content(original, event.path("raw").asText());
      original.putArray("Type").add("OrigData");
    }
    if (event.has("feed.url")) {
      original.putArray("Ref").add(event.get("feed.url"));
    }
    for (ObjectNode one : List.of(sample, original)) {
      if (!one.isEmpty()) {
        attachments.add(one);
      }
    }
    return attachments;
  }

  /** As text where it is one, else as it is stored. */
  private static void content(ObjectNode attachment, String raw) {
    try {
      byte[] bytes = Base64.getDecoder().decode(raw);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      attachment.put("Content", text);
    } catch (CharacterCodingException | IllegalArgumentException noText) {
      attachment.put("ContentEncoding", "base64");
      attachment.put("Content", raw);
    }
  }

  private static ArrayNode party(ObjectNode event, String side, boolean source) {
    ObjectNode party = event.objectNode();
    ArrayNode protocols = event.arrayNode();
    add(protocols, event, "protocol.transport");
    add(protocols, event, "protocol.application");
    setUnlessEmpty(party, "Proto", protocols);
    setUnlessEmpty(party, "Type", types(event, side, source));
    list(party, "Account", event, side + ".account");
    list(party, "ASN", event, side + ".asn");
    list(party, "Hostname", event, side + ".fqdn");
    address(party, "IP", event.path(side + ".ip"));
    list(party, "LocalHostname", event, side + ".local_hostname");
    address(party, "LocalIP", event.path(side + ".local_ip"));
    list(party, "Port", event, side + ".port");
    list(party, "PTR", event, side + ".reverse_dns");
    list(party, "URL", event, side + ".url");
    copy(event, "status", party, "Note");
    List<String> said = new ArrayList<>();
    party.fieldNames().forEachRemaining(said::add);
    // A target of which only the protocol or the status is known says nothing of a target.
    boolean noise = !source && List.of("Proto", "Note").containsAll(said);
    ArrayNode parties = event.arrayNode();
    return party.isEmpty() || noise ? parties : parties.add(party);
  }

  private static ArrayNode types(ObjectNode event, String side, boolean source) {
    ArrayNode types = event.arrayNode();
    String type =
        source ? IdeaCategory.SOURCE_TYPE.get(event.path("classification.type").asText()) : null;
    if (type != null) {
      types.add(type);
    }
    if (event.path(side + ".tor_node").asBoolean() && !"Tor".equals(type)) {
      types.add("Tor");
    }
    return types;
  }

  private static void address(ObjectNode party, String name, JsonNode address) {
    if (address.isTextual()) {
      boolean v6 = address.textValue().indexOf(':') >= 0;
      party.putArray(name + (v6 ? "6" : "4")).add(address);
    }
  }

  private static void list(ObjectNode target, String name, ObjectNode event, String key) {
    if (event.has(key)) {
      target.putArray(name).add(event.get(key));
    }
  }

  private static void copy(ObjectNode event, String key, ObjectNode target, String name) {
    if (event.has(key)) {
      target.set(name, event.get(key));
    }
  }

  private static void setUnlessEmpty(ObjectNode target, String name, ArrayNode list) {
    if (!list.isEmpty()) {
      target.set(name, list);
    }
  }

  private static void add(ArrayNode list, ObjectNode event, String key) {
    if (event.has(key)) {
      list.add(event.get(key));
    }
  }

  private static void addPrefixed(ArrayNode list, String prefix, ObjectNode event, String key) {
    if (event.has(key)) {
      list.add(prefix + quoted(event, key));
    }
  }

  /** As Python's {@code quote_plus}. */
  private static String quoted(ObjectNode event, String key) {
    return URLEncoder.encode(event.path(key).asText(), StandardCharsets.UTF_8)
        .replace("%7E", "~")
        .replace("*", "%2A");
  }
}
