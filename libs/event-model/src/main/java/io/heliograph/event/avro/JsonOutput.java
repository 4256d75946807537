package io.heliograph.event.avro;

import io.heliograph.event.Room;
import io.heliograph.event.json.Utf8;
import java.time.Instant;
import java.util.Arrays;

/** Bytes of JSON that grow. Bounded: what would become larger is refused. Not thread-safe. */
final class JsonOutput {
  /** No event of a body within the limits becomes as large as this. */
  private static final int BYTES_MAX = 256 << 20;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final byte[] NOTHING = {};
  private static final long MICROS = 1_000_000L;
  private static final long SECONDS_MIN = -62_167_219_200L;
  private static final long SECONDS_MAX = 253_402_300_799L;

  private final Room room;
  private byte[] bytes;
  private int size;

  /**
   * @param room where the bytes are taken before they are made
   */
  JsonOutput(int capacity, Room room) {
    this.room = room;
    int first = Math.clamp(capacity, 256, BYTES_MAX);
    room.take(first);
    bytes = new byte[first];
  }

  /** The room of what has not been taken is free again; nothing may be written any more. */
  void giveBack() {
    room.giveBack(bytes.length);
    bytes = NOTHING;
  }

  int size() {
    return size;
  }

  /** Forgets what was written since. */
  void cutTo(int position) {
    size = position;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** What was written so far; the output is empty then. */
  byte[] take() {
    room.take(size);
    byte[] taken = toByteArray();
    size = 0;
    return taken;
  }

  JsonOutput raw(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  JsonOutput raw(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  void raw(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  /** Writes a comma unless this is the first item of a list that started there. */
  void separate(int start) {
    if (size > start) {
      raw(',');
    }
  }

  /** Writes text as a JSON string; what is no UTF-8 becomes U+FFFD, as in Azul. */
  void text(byte[] source, int from, int to) {
    reserve(to - from + 2L);
    bytes[size++] = '"';
    int at = from;
    while (at < to) {
      byte next = source[at];
      if (next >= 0x20 && next != '"' && next != '\\') {
        bytes[size++] = next;
        at++;
        continue;
      }
      // What is left as it is, six bytes for this one, the quote.
      reserve(to - at + 7L);
      if (next >= 0) {
        escape(next);
        at++;
        continue;
      }
      int after = Utf8.skip(source, at, to);
      if (after < 0) {
        bytes[size++] = (byte) 0xEF;
        bytes[size++] = (byte) 0xBF;
        bytes[size++] = (byte) 0xBD;
        at++;
      } else {
        while (at < after) {
          bytes[size++] = source[at++];
        }
      }
    }
    bytes[size++] = '"';
  }

  private void escape(byte next) {
    bytes[size++] = '\\';
    switch (next) {
      case '"', '\\' -> bytes[size++] = next;
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[next >> 4];
        bytes[size++] = HEX[next & 0xF];
      }
    }
  }

  /** Writes a time in UTC; false when RFC 3339 has no form for it. */
  boolean time(long micros) {
    long seconds = Math.floorDiv(micros, MICROS);
    if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
      return false;
    }
    String text = Instant.ofEpochSecond(seconds).toString();
    raw('"').raw(text.substring(0, text.length() - 1));
    long fraction = Math.floorMod(micros, MICROS);
    if (fraction != 0) {
      String digits = Long.toString(MICROS + fraction);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      raw('.').raw(digits.substring(1, end));
    }
    raw("Z\"");
    return true;
  }

  private void reserve(long more) {
    long wanted = size + more;
    if (wanted > bytes.length) {
      if (wanted > BYTES_MAX) {
        throw new OversizeException();
      }
      int larger = (int) Math.min(BYTES_MAX, Math.max(wanted, 2L * bytes.length));
      room.take(larger);
      int before = bytes.length;
      bytes = Arrays.copyOf(bytes, larger);
      room.giveBack(before);
    }
  }

  /** The JSON would be larger than what is allowed. */
  static final class OversizeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OversizeException() {
      super("the JSON would have more than " + BYTES_MAX + " bytes", null, false, false);
    }
  }
}
