package org.courant.fetch;

import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// One address on the way of a fetch.
///
/// @param movedTo where permanent redirects alone led
/// @param onlyPermanent whether no other redirect came before it
record Hop(URI address, @Nullable URI movedTo, boolean onlyPermanent) {

  Hop to(URI target, boolean permanent) {
    var moved = onlyPermanent && permanent;
    return new Hop(target, moved ? target : movedTo, moved);
  }

  /// Why it is not asked for; null when it is.
  @Nullable String fault() {
    var scheme = String.valueOf(address.getScheme());
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      return address + " is no http or https address";
    }
    if (address.getRawUserInfo() != null) {
      return "an address with a user name or a password is not fetched: " + address.getHost();
    }
    return address.getHost() == null ? address + " names no host" : null;
  }

  HttpGet get(Validators validators) {
    var get = new HttpGet(address);
    get.setHeader(HttpHeaders.ACCEPT_ENCODING, Codings.ACCEPTED);
    get.setHeader(
        HttpHeaders.ACCEPT,
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5");
    if (validators.etag() != null) {
      get.setHeader(HttpHeaders.IF_NONE_MATCH, validators.etag());
    }
    if (validators.lastModified() != null) {
      get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, validators.lastModified());
    }
    return get;
  }
}
