package org.courant.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Resolves a host once and hands out its addresses only when all of them are public: the
/// connection goes to the very address that was checked, so a name that changes its answer gains
/// nothing.
final class FetchGuard implements DnsResolver {

  private final DnsResolver names;
  private final Predicate<InetAddress> open;

  /// @param open which addresses may be connected to
  FetchGuard(DnsResolver names, Predicate<InetAddress> open) {
    this.names = new Lookups(names);
    this.open = open;
  }

  FetchGuard(DnsResolver names) {
    this(names, address -> isPublic(address.getAddress()));
  }

  FetchGuard() {
    this(SystemDefaultDnsResolver.INSTANCE);
  }

  /// The host is one of ours.
  static final class AddressRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressRefused(String message) {
      super(message);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = names.resolve(host);
    for (var address : addresses) {
      if (!open.test(address)) {
        var place = address.getHostAddress();
        throw new AddressRefused(
            "%sis no public address; a source of your own network needs `internal: true`, a command `--internal`"
                .formatted(
                    place.equals(host) ? host + " " : host + " is at " + place + ", which "));
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  /// IANA's special-purpose registries (RFC 6890): what is not globally reachable is refused, and
  /// so are IPv6 forms that carry such an IPv4 address.
  static boolean isPublic(byte[] address) {
    return address.length == 4 ? isPublicV4(address) : isPublicV6(address);
  }

  private static boolean isPublicV4(byte[] address) {
    var first = address[0] & 0xFF;
    var second = address[1] & 0xFF;
    var third = address[2] & 0xFF;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 ->
          second != 168
              && !(second == 0 && (third == 0 || third == 2))
              && !(second == 88 && third == 99);
      case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  private static boolean isPublicV6(byte[] address) {
    var head = ((address[0] & 0xFF) << 8) | (address[1] & 0xFF);
    if (startsWith(address, 0, 0, 0x64, 0xFF, 0x9B)) {
      // NAT64 (RFC 6052): 64:ff9b::/96 carries an IPv4 address, 64:ff9b:1::/48 is private.
      return startsWith(address, 4, 0, 0, 0, 0, 0, 0, 0, 0)
          && isPublicV4(Arrays.copyOfRange(address, 12, 16));
    }
    if (head == 0x2002) {
      return isPublicV4(Arrays.copyOfRange(address, 2, 6));
    }
    // Teredo, documentation, and the other special blocks of 2001::/23.
    if (head == 0x2001) {
      var next = ((address[2] & 0xFF) << 8) | (address[3] & 0xFF);
      return next >= 0x200 && next != 0xDB8;
    }
    if (head == 0x3FFF) {
      return (address[2] & 0xF0) != 0;
    }
    // Only 2000::/3 is global; loopback, mapped, ULA, link-local and multicast stand elsewhere.
    return (head & 0xE000) == 0x2000;
  }

  private static boolean startsWith(byte[] address, int from, int... bytes) {
    for (var i = 0; i < bytes.length; i++) {
      if ((address[from + i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
