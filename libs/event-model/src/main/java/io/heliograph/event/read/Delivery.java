package io.heliograph.event.read;

import io.heliograph.event.Model;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Stamps an event that is handed out as a task with its id and the number of retries. */
public final class Delivery {
  private static final byte[] DEQUEUED = "\"dequeued\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RETRIES = "\"retries\"".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> STAMPED = List.of("dequeued", "retries");

  private Delivery() {}

  /**
   * The event with its members {@code dequeued} and {@code retries}; the latter is left out when 0.
   *
   * @param json a binary event in its stored form
   * @throws IllegalArgumentException when it is none
   */
  public static byte[] stamp(byte[] json, String dequeued, int retries) {
    String members = members(dequeued, retries);
    if (!mentionsStamp(json)) {
      return spliced(json, members);
    }
    try {
      return EventScan.stored(Model.BINARY, json, STAMPED).stored(members);
    } catch (CorruptEventException corrupt) {
      throw new IllegalArgumentException("not a stored event: " + corrupt.getMessage(), corrupt);
    }
  }

  /**
   * How long {@link #stamp} makes the event, without making it.
   *
   * @throws IllegalArgumentException as {@link #stamp}
   */
  public static int stampedLength(byte[] json, String dequeued, int retries) {
    if (mentionsStamp(json)) {
      return stamp(json, dequeued, retries).length;
    }
    int unused = brace(json);
    return json.length + 1 + members(dequeued, retries).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String members(String dequeued, int retries) {
    return "\"dequeued\":" + quoted(dequeued) + (retries > 0 ? ",\"retries\":" + retries : "");
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        json.append('\\');
      }
      json.append(unit < 0x20 ? ' ' : unit);
    }
    return json.append('"').toString();
  }

  private static byte[] spliced(byte[] json, String members) {
    int brace = brace(json);
    byte[] added = (',' + members).getBytes(StandardCharsets.UTF_8);
    byte[] stamped = new byte[json.length + added.length];
    System.arraycopy(json, 0, stamped, 0, brace);
    System.arraycopy(added, 0, stamped, brace, added.length);
    System.arraycopy(json, brace, stamped, brace + added.length, json.length - brace);
    return stamped;
  }

  private static int brace(byte[] json) {
    int brace = json.length - 1;
    while (brace >= 0 && json[brace] != '}') {
      brace--;
    }
    if (brace < 0) {
      throw new IllegalArgumentException("not a stored event: no closing brace");
    }
    return brace;
  }

  /** Whether one of the names, in quotes, is anywhere in the bytes. */
  private static boolean mentionsStamp(byte[] json) {
    int last = json.length - RETRIES.length;
    for (int i = 0; i <= last; i++) {
      if (json[i] == '"' && (isAt(json, i, DEQUEUED) || isAt(json, i, RETRIES))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] json, int at, byte[] name) {
    return json[at + 1] == name[1]
        && at + name.length <= json.length
        && Arrays.equals(json, at, at + name.length, name, 0, name.length);
  }
}
