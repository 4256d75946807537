package io.heliograph.dashboard.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a message in which one member stands for another, as the live log shows it: an event
 * once for each of its attributes. What surrounds the attribute is written once.
 *
 * @param before the text up to the attribute
 * @param after the text behind it
 */
record LiveLine(String before, String after) {
  private static final String ATTRIBUTE = "Attribute";

  /** Around the attribute in a message, at its place or else at the end. */
  static LiveLine around(JsonNode message) {
    return around(message, null);
  }

  /**
   * Around the attribute in an object of a message, to which the message's event is added.
   *
   * @param event what becomes the member {@code Event}; null leaves it
   */
  static LiveLine around(JsonNode message, @Nullable JsonNode event) {
    StringBuilder out = new StringBuilder(512).append('{');
    int split = -1;
    boolean eventWritten = event == null;
    Iterator<Map.Entry<String, JsonNode>> members = message.properties().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      separate(out);
      PythonJson.write(member.getKey(), out);
      out.append(": ");
      if (member.getKey().equals(ATTRIBUTE)) {
        split = out.length();
      } else if (event != null && member.getKey().equals("Event")) {
        PythonJson.write(event, out);
        eventWritten = true;
      } else {
        PythonJson.write(member.getValue(), out);
      }
    }
    if (!eventWritten && event != null) {
      separate(out);
      out.append("\"Event\": ");
      PythonJson.write(event, out);
    }
    if (split < 0) {
      separate(out);
      out.append("\"Attribute\": ");
      split = out.length();
    }
    return new LiveLine(out.substring(0, split), out.append('}').substring(split));
  }

  private static void separate(StringBuilder out) {
    if (out.length() > 1) {
      out.append(", ");
    }
  }

  /** The whole text with that attribute. */
  String with(JsonNode attribute) {
    StringBuilder out = new StringBuilder(before.length() + after.length() + 512);
    out.append(before);
    PythonJson.write(attribute, out);
    return out.append(after).toString();
  }
}
