package io.heliograph.exchange.field.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IPv6 as text: read in any usual form, written in the shortest of RFC 5952. */
final class Ipv6Text {
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int GROUP_MASK = 0xffff;
  private static final int GROUP_DIGITS_MAX = 4;
  private static final int TEXT_MAX = 45;

  private Ipv6Text() {}

  static Optional<IpAddress> parse(String text) {
    if (text.length() > TEXT_MAX) {
      return Optional.empty();
    }
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    boolean read =
        gap < 0
            ? groups(text, true, before)
            : (gap == 0 || groups(text.substring(0, gap), false, before))
                && (gap + 2 == text.length() || groups(text.substring(gap + 2), true, after));
    int missing = GROUPS - before.size() - after.size();
    // A gap stands for one group at least.
    if (!read || (gap < 0 ? missing != 0 : missing < 1)) {
      return Optional.empty();
    }
    BigInteger value = BigInteger.ZERO;
    for (int group : before) {
      value = value.shiftLeft(GROUP_BITS).or(BigInteger.valueOf(group));
    }
    value = value.shiftLeft(GROUP_BITS * missing);
    for (int group : after) {
      value = value.shiftLeft(GROUP_BITS).or(BigInteger.valueOf(group));
    }
    return Optional.of(new IpAddress(IpAddress.V6_BITS, value));
  }

  /** Reads groups between colons; octets may stand at the very end of the address. */
  private static boolean groups(String text, boolean atEnd, List<Integer> groups) {
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (atEnd && i == parts.length - 1 && part.indexOf('.') >= 0) {
        Optional<IpAddress> octets = IpAddress.parseV4(part);
        if (octets.isEmpty()) {
          return false;
        }
        long value = octets.get().value().longValue();
        groups.add((int) (value >> GROUP_BITS));
        groups.add((int) value & GROUP_MASK);
      } else if (isGroup(part)) {
        groups.add(Integer.parseInt(part, 16));
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty()
        && part.length() <= GROUP_DIGITS_MAX
        && part.chars().allMatch(digit -> digit < 0x80 && Character.digit(digit, 16) >= 0);
  }

  static String of(BigInteger value) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = value.shiftRight(GROUP_BITS * (GROUPS - 1 - i)).intValue() & GROUP_MASK;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end += 1;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    if (start < 0) {
      return text(groups, 0, GROUPS);
    }
    return text(groups, 0, start) + "::" + text(groups, start + length, GROUPS);
  }

  private static String text(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
