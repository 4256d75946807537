package io.heliograph.kit.limit;

import static io.heliograph.kit.limit.PerAddressLimit.Verdict.ADDRESS_FULL;
import static io.heliograph.kit.limit.PerAddressLimit.Verdict.FULL;
import static io.heliograph.kit.limit.PerAddressLimit.Verdict.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class PerAddressLimitTest {
  private final PerAddressLimit limit = new PerAddressLimit(5, 2);

  private static InetAddress at(String address) {
    return InetAddress.ofLiteral(address);
  }

  @Test
  void shouldLeaveRoomForOthersWhenOneAddressHasItsShare() {
    assertThat(limit.tryTake(at("192.0.2.1"))).isEqualTo(TAKEN);
    assertThat(limit.tryTake(at("192.0.2.1"))).isEqualTo(TAKEN);
    assertThat(limit.tryTake(at("192.0.2.1"))).isEqualTo(ADDRESS_FULL);
    assertThat(limit.tryTake(at("192.0.2.2"))).isEqualTo(TAKEN);
    assertThat(limit.taken()).isEqualTo(3);

    limit.giveBack(at("192.0.2.1"));

    assertThat(limit.tryTake(at("192.0.2.1"))).isEqualTo(TAKEN);
  }

  @Test
  void shouldTakeANetworkForOneAddressWhenItIsIpv6() {
    assertThat(limit.tryTake(at("2001:db8::1"))).isEqualTo(TAKEN);
    assertThat(limit.tryTake(at("2001:db8:0:0:ffff::2"))).isEqualTo(TAKEN);
    assertThat(limit.tryTake(at("2001:db8::3"))).isEqualTo(ADDRESS_FULL);
    assertThat(limit.tryTake(at("2001:db8:0:1::1"))).isEqualTo(TAKEN);
  }

  @Test
  void shouldRefuseEverybodyWhenAllIsTakenAndForgetWhoLeft() {
    for (int host = 1; host <= 5; host++) {
      assertThat(limit.tryTake(at("192.0.2." + host))).isEqualTo(TAKEN);
    }
    assertThat(limit.tryTake(at("192.0.2.9"))).isEqualTo(FULL);

    for (int host = 1; host <= 5; host++) {
      limit.giveBack(at("192.0.2." + host));
    }

    assertThat(limit.taken()).isZero();
    assertThat(limit.remembered()).isZero();
    assertThat(limit.tryTake(at("192.0.2.9"))).isEqualTo(TAKEN);
  }
}
