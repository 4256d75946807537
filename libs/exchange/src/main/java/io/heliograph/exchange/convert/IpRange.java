package io.heliograph.exchange.convert;

import io.heliograph.exchange.field.net.IpAddress;
import io.heliograph.exchange.field.net.IpNetwork;
import java.math.BigInteger;
import java.util.Optional;

/** Networks as IDEA writes them: {@code a/b}, or {@code a-b} where it is one network. */
final class IpRange {
  private IpRange() {}

  static Optional<String> network(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return IpNetwork.parse(text).map(network -> network.masked().toString());
    }
    Optional<IpAddress> first = IpAddress.parse(text.substring(0, dash).strip());
    Optional<IpAddress> last = IpAddress.parse(text.substring(dash + 1).strip());
    if (first.isEmpty() || last.isEmpty() || first.get().bits() != last.get().bits()) {
      return Optional.empty();
    }
    BigInteger size = last.get().value().subtract(first.get().value()).add(BigInteger.ONE);
    if (size.signum() <= 0 || size.bitCount() != 1) {
      return Optional.empty();
    }
    int prefix = first.get().bits() - size.getLowestSetBit();
    IpNetwork network = new IpNetwork(first.get(), prefix);
    return network.masked().equals(network) ? Optional.of(network.toString()) : Optional.empty();
  }
}
