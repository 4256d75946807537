package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::9, 20010db800010002/64",
    "fe80::1%eth0, fe80000000000000/64",
    "::ffff:198.51.100.7, 198.51.100.7"
  })
  void shouldCountANetworkOfIpv6AsOneAddress(String literal, String group) {
    assertThat(ClientAddress.group(literal)).isEqualTo(group);
  }
}
