package io.heliograph.record;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bytes that never change, ordered as unsigned numbers. Safe for use by several threads. */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final int SHOWN = 12;

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** A copy of these bytes. */
  public static Bytes of(byte... octets) {
    return new Bytes(octets.clone());
  }

  /** A copy of a part of these bytes. */
  public static Bytes of(byte[] octets, int from, int to) {
    return new Bytes(Arrays.copyOfRange(octets, from, to));
  }

  /**
   * What lower-case hexadecimal digits, two a byte, say.
   *
   * @throws IllegalArgumentException for anything else, upper case included
   */
  public static Bytes ofHex(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      char digit = hex.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        throw new IllegalArgumentException("not lower-case hexadecimal: " + shown(hex));
      }
    }
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** All of them, one after the other. */
  public static Bytes join(List<Bytes> parts) {
    byte[] all = new byte[parts.stream().mapToInt(Bytes::length).sum()];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.octets, 0, all, at, part.octets.length);
      at += part.octets.length;
    }
    return new Bytes(all);
  }

  /** How many there are. */
  public int length() {
    return octets.length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The byte at that place. */
  public byte at(int index) {
    return octets[index];
  }

  /** A copy that the caller may change. */
  public byte[] toArray() {
    return octets.clone();
  }

  /** Lower-case hexadecimal digits, two a byte. */
  public String hex() {
    return HexFormat.of().formatHex(octets);
  }

  /** The beginning of a text, for messages. */
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  byte[] octets() {
    return octets;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(octets, other.octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** The first bytes in hexadecimal: enough for a message, never a whole payload. */
  @Override
  public String toString() {
    return shown(hex());
  }
}
