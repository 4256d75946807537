package io.heliograph.exchange.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** References and attachments of IDEA, whose texts say by a prefix what they are. */
final class IdeaText {
  private static final Map<String, String> REFERENCES =
      Map.of(
          "malid", "classification.identifier",
          "intelmq_feed", "feed.code",
          "misp_attr", "misp.attribute_uuid",
          "misp_event", "misp.event_uuid",
          "rtir", "rtir_id");

  private IdeaText() {}

  static void references(Fields fields, JsonNode references) {
    ArrayNode others = fields.object().arrayNode();
    for (JsonNode reference : references) {
      String text = reference.asText();
      int colon = text.indexOf(':');
      String field = colon < 0 ? null : REFERENCES.get(text.substring(0, colon));
      boolean read =
          field == null
              ? fields.set("event_description.url", text) || fields.set("screenshot_url", text)
              : fields.set(field, unquoted(text.substring(colon + 1)));
      if (!read) {
        others.add(reference);
      }
    }
    fields.keep("idea_ref", others);
  }

  static void attachments(Fields fields, JsonNode attachments) {
    ArrayNode others = fields.object().arrayNode();
    for (JsonNode attachment : attachments) {
      boolean read = hashes(fields, attachment.path("Hash"));
      read &= sample(fields, attachment);
      read &= original(fields, attachment);
      if (!read) {
        others.add(attachment);
      }
    }
    fields.keep("idea_attach", others);
  }

  private static boolean hashes(Fields fields, JsonNode hashes) {
    boolean read = true;
    for (JsonNode hash : hashes) {
      String text = hash.asText();
      int colon = text.indexOf(':');
      read &=
          colon > 0
              && fields.set(
                  "malware.hash." + text.substring(0, colon), unquoted(text.substring(colon + 1)));
    }
    return read;
  }

  /** {@code malware:name-version}, and the feed's URL beside the original data. */
  private static boolean sample(Fields fields, JsonNode attachment) {
    boolean read = true;
    for (JsonNode reference : attachment.path("Ref")) {
      String text = reference.asText();
      if (!text.startsWith("malware:")) {
        read &= fields.set("feed.url", reference);
        continue;
      }
      int dash = text.lastIndexOf('-');
      int start = "malware:".length();
      read &= fields.set("malware.name", unquoted(text.substring(start, Math.max(start, dash))));
      if (dash >= start && dash + 1 < text.length()) {
        read &= fields.set("malware.version", unquoted(text.substring(dash + 1)));
      }
    }
    return read;
  }

  private static boolean original(Fields fields, JsonNode attachment) {
    JsonNode content = attachment.path("Content");
    if (!content.isTextual()) {
      return true;
    }
    if (attachment.path("ContentEncoding").asText().equals("base64")) {
      return fields.set("raw", content);
    }
    byte[] bytes = content.textValue().getBytes(StandardCharsets.UTF_8);
    return fields.set("raw", TextNode.valueOf(Base64.getEncoder().encodeToString(bytes)));
  }

  /** As Python's {@code unquote_plus}; a text with a broken escape stays as it is. */
  static String unquoted(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }
}
