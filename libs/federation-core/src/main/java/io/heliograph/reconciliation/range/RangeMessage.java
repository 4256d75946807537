package io.heliograph.reconciliation.range;

import java.util.List;

/**
 * One message of the exchange: ranges in order, the last one up to the end of all keys. Complete in
 * itself: neither side remembers another message.
 */
public record RangeMessage(List<Range> ranges) {
  /** Copies what it is given. */
  public RangeMessage {
    ranges = List.copyOf(ranges);
  }

  /** Its bytes on the wire. */
  public byte[] encode() {
    return RangeCodec.encode(this);
  }

  /**
   * Reads a message of somebody else.
   *
   * @throws IllegalArgumentException for one that is malformed, out of order or above a limit
   */
  public static RangeMessage decode(byte[] body) {
    return RangeCodec.decode(body);
  }
}
