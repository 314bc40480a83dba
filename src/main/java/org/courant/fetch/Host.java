package org.courant.fetch;

import java.net.URI;
import java.util.Locale;

/// How a host is called by all who ask it something: two addresses of one host have one name.
public final class Host {
  private Host() {}

  /// `example.org`, or `example.org:8080` where the port is not the scheme's own (RFC 3986, section
  /// 6.2.3): http and https at their own ports are one host.
  ///
  /// @param address with a host
  public static String of(URI address) {
    var name = address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    var port = address.getPort();
    var usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return port == -1 || port == usual ? name : name + ":" + port;
  }
}
