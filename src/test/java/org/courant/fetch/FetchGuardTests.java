package org.courant.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.courant.fetch.FetchGuard.AddressRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchGuardTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "2130706433",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001::1",
        "2001:db8::1",
        "100::1",
        "3fff::1"
      })
  void refusesWhatIsNotPublic(String literal) {
    assertThatExceptionOfType(AddressRefused.class)
        .isThrownBy(() -> new FetchGuard().resolve(literal))
        .withMessageContaining("is no public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.169.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void letsPublicAddressesThrough(String literal) throws UnknownHostException {
    assertThat(new FetchGuard().resolve(literal)).containsExactly(InetAddress.getByName(literal));
  }

  @Test
  void onePrivateAddressAmongPublicOnesRefusesTheName() {
    var guard = new FetchGuard(new Names("8.8.8.8", "10.0.0.1"));

    assertThatExceptionOfType(AddressRefused.class)
        .isThrownBy(() -> guard.resolve("rebinding.example"))
        .withMessageContaining("rebinding.example is at 10.0.0.1");
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Names(String... literals) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      var addresses = new InetAddress[literals.length];
      for (var i = 0; i < literals.length; i++) {
        addresses[i] = InetAddress.getByName(literals[i]);
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
