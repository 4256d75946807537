package io.heliograph.dispatcher.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A growing buffer of JSON text in UTF-8. The caller is responsible for the structure; this class
 * only escapes strings. Not thread-safe.
 */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private byte[] buffer;
  private int length;

  /** An empty buffer with room for that many bytes. */
  public JsonBytes(int capacityBytes) {
    buffer = new byte[Math.max(16, capacityBytes)];
  }

  /** Appends ASCII text as it is. */
  public JsonBytes raw(String ascii) {
    int count = ascii.length();
    ensure(count);
    for (int at = 0; at < count; at++) {
      buffer[length + at] = (byte) ascii.charAt(at);
    }
    length += count;
    return this;
  }

  /** Appends bytes as they are: they must be JSON text. */
  public JsonBytes raw(byte[] json) {
    ensure(json.length);
    System.arraycopy(json, 0, buffer, length, json.length);
    length += json.length;
    return this;
  }

  /** Appends one ASCII character as it is. */
  public JsonBytes raw(char ascii) {
    ensure(1);
    buffer[length++] = (byte) ascii;
    return this;
  }

  /** Appends a whole number. */
  public JsonBytes number(long value) {
    return raw(Long.toString(value));
  }

  /** Appends a quoted, escaped string; an unpaired surrogate becomes {@code ?}. */
  public JsonBytes string(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    ensure(utf8.length + 2);
    buffer[length++] = '"';
    for (byte unit : utf8) {
      if (unit < 0 || (unit >= 0x20 && unit != '"' && unit != '\\')) {
        ensure(1);
        buffer[length++] = unit;
      } else {
        escape(unit);
      }
    }
    ensure(1);
    buffer[length++] = '"';
    return this;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  private void escape(byte unit) {
    ensure(6);
    buffer[length++] = '\\';
    switch (unit) {
      case '"', '\\' -> buffer[length++] = unit;
      case '\n' -> buffer[length++] = 'n';
      case '\r' -> buffer[length++] = 'r';
      case '\t' -> buffer[length++] = 't';
      default -> {
        buffer[length++] = 'u';
        buffer[length++] = '0';
        buffer[length++] = '0';
        buffer[length++] = HEX[unit >> 4];
        buffer[length++] = HEX[unit & 15];
      }
    }
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
